import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { listener, type Listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { findNeeds } from '#capabilities/assistance/find-needs.server.ts';
import { closeNeed, planNeed, reopenNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { askForHelp, recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { withdrawByMessage } from '#capabilities/data-rights/messages.server.ts';
import { makeRequest, settleRequest, takeRequestBack } from '#capabilities/data-rights/requests.server.ts';
import { takeImportBack, writeImport } from '#capabilities/imports/apply.server.ts';
import { askConsent, withdraw } from '#capabilities/privacy/consents.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { book } from '#capabilities/readiness/book.server.ts';
import { callOff, undoCallOff } from '#capabilities/readiness/call-off.server.ts';
import { cancelBooking, markNoShow, recordOutcome } from '#capabilities/readiness/settle.server.ts';
import { compareCard, correctPerson } from '#capabilities/residents/correct-person.server.ts';
import {
	foundHousehold,
	joinHousehold,
	leaveHousehold,
	nameHead,
	placeDoor
} from '#capabilities/residents/households.server.ts';
import { agreeIdentity } from '#capabilities/residents/identity.server.ts';
import { mergePeople, unmergePeople } from '#capabilities/residents/merge.server.ts';
import { setNeeds } from '#capabilities/residents/set-needs.server.ts';
import { doors, numberIn } from './numbers.server.ts';
import { dropLostHoldings } from './sql-areas.server.ts';
import {
	insertForgetting,
	listAllDoors,
	listAreasAt,
	listDoorsBeside,
	listDoorsOf,
	listFoundAt,
	listOfNeeds,
	listSameIds
} from './sql-changes.server.ts';

// The rooms that changed something know nothing of phones: what was said of somebody is a change of the door behind which they live
// or lived, numbered here for its area.

const within = <T>({ db, request, actor }: Context, work: (sql: Db) => Promise<T>): Promise<T> =>
	inScope(db, system(actor.id, new Set(), null, actor.centres), request, work);

/** What one command said of one person, or of two. */
const ofPeople = listener({
	name: 'field.people',
	// What phones bring, the push numbers itself.
	notFrom: 'phone',
	hears: [
		...[
			correctPerson,
			compareCard,
			setNeeds,
			agreeIdentity,
			foundHousehold,
			joinHousehold,
			leaveHousehold,
			nameHead,
			mergePeople
		],
		...[
			unmergePeople,
			recordNeed,
			askForHelp,
			takeNeed,
			planNeed,
			closeNeed,
			reopenNeed,
			recordTriage,
			book,
			cancelBooking
		],
		...[recordOutcome, markNoShow, askConsent, withdraw, withdrawByMessage, makeRequest, settleRequest, takeRequestBack]
	],
	may: [],
	hear: async (context, row) => {
		const joined = 'kept' in row.detail && 'gone' in row.detail ? [row.detail.kept, row.detail.gone] : [];
		const people = [row.personId, ...joined].filter((one) => typeof one === 'string');
		await within(context, async (sql) => numberIn(sql, doors(await listDoorsOf(sql, people)), context.now));
	}
});

/** Somebody said where a door is: whoever else lives in the dwelling has it so too. */
const ofDoors = listener({
	name: 'field.doors',
	hears: placeDoor,
	may: [],
	hear: (context, row) =>
		within(context, async (sql) => numberIn(sql, doors(await listDoorsBeside(sql, row.about!)), context.now))
});

/** What the rules found in a night, of many people at once. */
const ofRules = listener({
	name: 'field.rules',
	hears: findNeeds,
	may: [],
	hear: (context, row) =>
		within(context, async (sql) => {
			const found = await listFoundAt(sql, row.centreId!, row.at);
			await numberIn(
				sql,
				doors(
					await listDoorsOf(
						sql,
						found.map(({ personId }) => personId)
					)
				),
				context.now
			);
		})
});

/** Times at the police were called off, or stand again: what was planned for many is another. */
const ofDaysOff = listener({
	name: 'field.days-off',
	hears: [callOff, undoCallOff],
	may: [],
	hear: (context, row) =>
		within(context, async (sql) => {
			const needs = 'needs' in row.detail && Array.isArray(row.detail.needs) ? row.detail.needs.map(String) : [];
			const people = (await listOfNeeds(sql, needs)).map(({ personId }) => personId);
			await numberIn(sql, doors(await listDoorsOf(sql, people)), context.now);
		})
});

/** A whole sheet went in or out: every door of the centre is looked at again, and those that are gone are told so. */
const ofSheets = listener({
	name: 'field.sheets',
	hears: [writeImport, takeImportBack],
	may: [],
	hear: (context, row) =>
		within(context, async (sql) => {
			await numberIn(sql, doors(await listAllDoors(sql, row.centreId!)), context.now);
			await dropLostHoldings(sql, row.centreId!);
		})
});

/** Somebody was erased: their door is another, and every phone of the centre forgets them, sealed and unsent copies too. */
const ofErasure = listener({
	name: 'field.erased',
	hears: erase,
	may: [],
	hear: (context, row) =>
		within(context, async (sql) => {
			if (row.personId === null || row.centreId === null) return;
			const people = await listSameIds(sql, row.personId);
			const areas = await listAreasAt(sql, row.centreId);
			const gone = areas.flatMap((area) => people.map((about) => ({ area, kind: 'erased' as const, about })));
			await numberIn(sql, [...doors(await listDoorsOf(sql, people)), ...gone], context.now);
			await insertForgetting(sql, people, row.centreId, context.now);
		})
});

export const fieldListens: readonly Listener[] = [ofPeople, ofDoors, ofRules, ofDaysOff, ofSheets, ofErasure];
