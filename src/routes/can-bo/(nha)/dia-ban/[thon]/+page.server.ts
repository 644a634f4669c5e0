import type { RequestEvent } from '@sveltejs/kit';
import { StaffForm, PutForm } from '#capabilities/campaigns/forms.ts';
import {
	addPart,
	balanceDivision,
	beginDivision,
	dropDivision,
	putDoors,
	staffPart,
	undoDivision
} from '#capabilities/campaigns/divide.server.ts';
import { handDivision } from '#capabilities/campaigns/hand-division.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { dividedPage, hamletOf } from './divided.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = dividedPage;

/** Back to the division, without what was tried. */
const here = (_: unknown, { event }: { event: RequestEvent }): string => paths.staff.divide(hamletOf(event));

export const actions: Actions = {
	begin: byStaff(beginDivision, { given: { hamlet: (_, event) => hamletOf(event) }, to: here }),
	part: byStaff(addPart, { to: here }),
	staff: byStaff(staffPart, { reads: StaffForm, to: here }),
	put: byStaff(putDoors, { reads: PutForm, to: here }),
	balance: byStaff(balanceDivision, { to: here }),
	undo: byStaff(undoDivision, { to: here }),
	drop: byStaff(dropDivision, { to: withQuery(paths.staff.areas, { bo: 1 }) }),
	hand: byStaff(handDivision, { to: ({ moved }) => withQuery(paths.staff.areas, { giao: moved }) })
};
