import type { Context } from '#platform/context.server.ts';
import { findKeys } from '#platform/subject-keys.server.ts';
import type { Channel } from './answers.ts';
import { staffBind } from './binds.ts';
import { dialled } from './rules-telephone.ts';
import { listStaffReached } from './sql-staff.server.ts';

type Reaching = { phone: string | null; email: string | null; ways: readonly Channel[] };

/** The ways among these that reach the telephone or the address of somebody of the centre's own staff. */
export async function waysOfStaff(context: Context, centre: number, reach: Reaching): Promise<Channel[]> {
	const rows = await listStaffReached(context.db, centre);
	const keys = await findKeys(
		context,
		rows.map(({ staffId }) => staffId)
	);
	const own = new Set(
		rows.flatMap(({ staffId, kind, sealed }) => keys.get(staffId)?.text(sealed, staffBind(staffId, kind)) ?? [])
	);
	const phone = reach.phone === null ? null : dialled(reach.phone);
	const isOwn = (to: string | null): boolean => to !== null && own.has(to);
	return reach.ways.filter((way) => (way === 'email' ? isOwn(reach.email) : way !== 'push' && isOwn(phone)));
}
