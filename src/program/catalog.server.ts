import * as access from '#capabilities/access/devices.server.ts';
import * as staff from '#capabilities/access/make-staff.server.ts';
import * as sessions from '#capabilities/access/sessions.server.ts';
import * as encounters from '#capabilities/assistance/encounters.server.ts';
import * as ending from '#capabilities/assistance/end.server.ts';
import * as findingNeeds from '#capabilities/assistance/find-needs.server.ts';
import * as movingNeeds from '#capabilities/assistance/move-need.server.ts';
import * as needs from '#capabilities/assistance/needs.server.ts';
import * as recordingNeeds from '#capabilities/assistance/record-need.server.ts';
import * as keyboard from '#capabilities/assistance/keyboard.server.ts';
import * as casesFile from '#capabilities/cases/file.server.ts';
import * as casesFollow from '#capabilities/cases/follow.server.ts';
import * as casesLists from '#capabilities/cases/lists.server.ts';
import * as casesReceive from '#capabilities/cases/receive.server.ts';
import * as casesSubmit from '#capabilities/cases/submit.server.ts';
import * as casesViews from '#capabilities/cases/views.server.ts';
import * as board from '#capabilities/counter/board.server.ts';
import * as calls from '#capabilities/counter/call.server.ts';
import * as moves from '#capabilities/counter/move.server.ts';
import * as take from '#capabilities/counter/take-ticket.server.ts';
import * as wait from '#capabilities/counter/wait.server.ts';
import * as insights from '#capabilities/insights/today.server.ts';
import * as bills from '#capabilities/payments/of-case.server.ts';
import * as fees from '#capabilities/payments/set-fee.server.ts';
import * as money from '#capabilities/payments/take-money.server.ts';
import * as places from '#capabilities/places/places.server.ts';
import * as booking from '#capabilities/readiness/book.server.ts';
import * as readiness from '#capabilities/readiness/calendar.server.ts';
import * as triage from '#capabilities/readiness/record-triage.server.ts';
import * as settling from '#capabilities/readiness/settle.server.ts';
import * as people from '#capabilities/residents/people.server.ts';
import * as persons from '#capabilities/residents/record-person.server.ts';
import * as hamlets from '#capabilities/places/hamlets.server.ts';
import * as oldAddresses from '#capabilities/places/carry-over.server.ts';
import * as callList from '#capabilities/privacy/call-list.server.ts';
import * as everything from '#capabilities/privacy/everything.server.ts';
import * as records from '#capabilities/privacy/record.server.ts';
import * as dataRequests from '#capabilities/privacy/requests.server.ts';
import * as dataRequestsShown from '#capabilities/privacy/requests-shown.server.ts';
import * as applying from '#capabilities/imports/apply.server.ts';
import * as correcting from '#capabilities/residents/correct-person.server.ts';
import * as households from '#capabilities/residents/households.server.ts';
import * as imports from '#capabilities/imports/shown.server.ts';
import * as merging from '#capabilities/residents/merge.server.ts';
import * as register from '#capabilities/residents/record.server.ts';
import * as twins from '#capabilities/residents/twins.server.ts';
import * as troubles from '#platform/troubles.server.ts';
import type { Command, Query } from '#platform/dispatch.server.ts';

type Any = (Command<never, never> | Query<never, never>) & { called: string };

const rooms = [
	access,
	staff,
	sessions,
	encounters,
	ending,
	findingNeeds,
	keyboard,
	movingNeeds,
	needs,
	recordingNeeds,
	casesFile,
	casesFollow,
	casesLists,
	casesReceive,
	casesSubmit,
	casesViews,
	board,
	calls,
	moves,
	take,
	wait,
	insights,
	bills,
	fees,
	money,
	places,
	booking,
	readiness,
	triage,
	settling,
	people,
	persons,
	hamlets,
	oldAddresses,
	callList,
	everything,
	records,
	dataRequests,
	dataRequestsShown,
	applying,
	correcting,
	households,
	imports,
	merging,
	register,
	twins,
	troubles
];

const isOurs = (value: unknown): value is Any =>
	typeof value === 'function' && 'called' in value && 'kind' in value && 'schema' in value;

/** Everything that the API can run, by name: the same commands and queries as the pages. */
export const catalog: ReadonlyMap<string, Any> = new Map(
	rooms.flatMap((room) => Object.values(room).filter(isOurs)).map((one) => [one.called, one])
);
