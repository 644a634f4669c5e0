import { access } from '#capabilities/access/room.server.ts';
import { assistance } from '#capabilities/assistance/room.server.ts';
import type { Portal } from '#capabilities/filing/port.ts';
import { badgesRoom } from '#capabilities/badges/room.server.ts';
import { campaigns } from '#capabilities/campaigns/room.server.ts';
import { homeVisits } from '#capabilities/home-visits/room.server.ts';
import { visitSlips } from '#capabilities/visit-slips/room.server.ts';
import { field } from '#capabilities/field/room.server.ts';
import { filing } from '#capabilities/filing/room.server.ts';
import { cases } from '#capabilities/cases/room.server.ts';
import { counter } from '#capabilities/counter/room.server.ts';
import { imports } from '#capabilities/imports/room.server.ts';
import type { Carrier } from '#capabilities/notices/port.ts';
import { notices } from '#capabilities/notices/room.server.ts';
import { certificates } from '#capabilities/certificates/room.server.ts';
import { classes } from '#capabilities/classes/room.server.ts';
import { learningBoard } from '#capabilities/learning-board/room.server.ts';
import { learning } from '#capabilities/learning/room.server.ts';
import { pictureKeys } from '#capabilities/picture-keys/room.server.ts';
import { pathsRoom } from '#capabilities/paths/room.server.ts';
import { placementRoom } from '#capabilities/placement/room.server.ts';
import { errands } from '#capabilities/errands/room.server.ts';
import { alarms } from '#capabilities/alarms/room.server.ts';
import { helpCards } from '#capabilities/help-cards/room.server.ts';
import { healthPlaces } from '#capabilities/health-places/room.server.ts';
import { practice } from '#capabilities/practice/room.server.ts';
import { leadBoard } from '#capabilities/lead-board/room.server.ts';
import { walkLists } from '#capabilities/walk-lists/room.server.ts';
import { insights } from '#capabilities/insights/room.server.ts';
import { oversight } from '#capabilities/oversight/room.server.ts';
import { payments } from '#capabilities/payments/room.server.ts';
import { places } from '#capabilities/places/room.server.ts';
import { dataRights } from '#capabilities/data-rights/room.server.ts';
import { privacy } from '#capabilities/privacy/room.server.ts';
import { procedures } from '#capabilities/procedures/room.server.ts';
import { readiness } from '#capabilities/readiness/room.server.ts';
import { mandatesRoom } from '#capabilities/mandates/room.server.ts';
import { residents } from '#capabilities/residents/room.server.ts';
import { incidentsRoom } from '#capabilities/incidents/room.server.ts';
import { support } from '#capabilities/support/room.server.ts';
import { satisfaction } from '#capabilities/satisfaction/room.server.ts';
import { nameNow, type AnyDoor } from '#platform/dispatch.server.ts';
import { platform } from '#platform/platform.server.ts';
import type { Room } from '#platform/room.server.ts';

/** The adapters that rooms speak to the outside with; null where a setting is missing. */
type Outside = { portal: Portal | null; carriers: readonly Carrier[] };

/** The ground of the house: places, people, and the files that are made with them. */
const ground: readonly Room[] = [
	platform,
	places,
	access,
	residents,
	mandatesRoom,
	imports,
	privacy,
	dataRights,
	procedures,
	assistance,
	readiness,
	cases
];

/** What stands on it. A new room is a line here and one in `arrows.js`. */
const above: readonly Room[] = [
	payments,
	counter,
	satisfaction,
	homeVisits,
	visitSlips,
	field,
	badgesRoom,
	campaigns,
	walkLists,
	leadBoard,
	learning,
	practice,
	pictureKeys,
	errands,
	healthPlaces,
	classes,
	certificates,
	learningBoard,
	pathsRoom,
	support,
	alarms,
	incidentsRoom,
	helpCards,
	placementRoom,
	oversight,
	insights
];

/** Every room of the house but the one that carries their words, wired to the outside. */
const telling = ({ portal }: Outside): readonly Room[] => [...ground, filing(portal), ...above];

/** All of them: what the others tell goes out through one. */
export function roomsWith(outside: Outside): readonly Room[] {
	const others = telling(outside);
	return [...others, notices({ tells: others.flatMap(({ tells }) => tells), carriers: outside.carriers })];
}

/** The rooms as they declare themselves, with nothing outside: for whoever only wants to know what they are. */
export const rooms = roomsWith({ portal: null, carriers: [] });

/** Every command and query of the house, by name: pages, API, OpenAPI and tests find the same. */
export const doors: ReadonlyMap<string, AnyDoor> = new Map(
	rooms.flatMap((room) => room.doors).map((door) => [door.called, door])
);

/** The door of this name, or the one that was once called so. */
export const findDoor = (name: string): AnyDoor | undefined => doors.get(nameNow(name));
