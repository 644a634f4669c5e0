import * as v from 'valibot';
import { atDoor } from '#capabilities/assistance/at-door.ts';
import { TakenHousehold } from './taken.ts';
import type { Said } from './outbox.browser.ts';
import type { Door, SaidToday } from './rules-today.ts';
import type { Phone, Unlocked } from './store.browser.ts';
import { serverNow, readState } from './state.browser.ts';

const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

/** The day that it is, by the house's clock as well as the phone knows it (`yyyy-mm-dd`, Viet Nam). */
export const dayHere = async (phone: Phone): Promise<string> =>
	local.format(new Date(serverNow(phone, await readState(phone))));

/** The doors that lie on a phone, opened. */
export async function doorsHere(phone: Phone, unlocked: Unlocked): Promise<Door[]> {
	const rows = (await phone.rows.all()).filter(({ kind }) => kind === 'household');
	return Promise.all(
		rows.map(async ({ area, id, sealed }) => ({
			...v.parse(TakenHousehold, JSON.parse(await unlocked.open(sealed, `row|${area}|${id}`))),
			area
		}))
	);
}

const Visit = v.looseObject({
	id: v.string(),
	household: v.string(),
	outcome: v.picklist(['met', 'not-home', 'not-now', 'moved-away'])
});

const TakenBack = v.looseObject({ visit: v.string() });

/** How the doors of a day ended that were said here and stand: the last word of each. */
export function saidOn(lines: readonly Said[], day: string): Map<string, SaidToday> {
	const visits = lines.flatMap(({ command, operation, madeAt, status }) => {
		if (command !== atDoor.recordVisit || status === 'box' || !operation || local.format(new Date(madeAt)) !== day)
			return [];
		const read = v.safeParse(Visit, operation.input);
		return read.success ? [read.output] : [];
	});
	const back = new Set(
		lines.flatMap(({ command, operation }) => {
			const read = command === atDoor.takeBackVisit ? v.safeParse(TakenBack, operation?.input) : null;
			return read?.success ? [read.output.visit] : [];
		})
	);
	const stand = visits.filter(({ id }) => !back.has(id));
	return new Map(stand.map(({ household, outcome }) => [household, { outcome }]));
}
