import { rightsOf } from '#program/roles.ts';
import type { Secret } from 'otpauth';
import { staffAtDoor } from '#capabilities/access/door.server.ts';
import { secondFactor, totpOf } from '#capabilities/access/second-factor.server.ts';
import { fullTokenOf } from '#capabilities/access/shift.server.ts';
import { halfTokenOf, signIn } from '#capabilities/access/sign-in.server.ts';
import type { Role } from '#capabilities/access/rules-roles.ts';
import { system, type Actor } from '#kernel/actor.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { hire, staffId } from '../../seed/house.ts';
import { door } from './enter.ts';
import { NOW, type Scene } from './scene.ts';

/** Somebody of staff as they come through the door, without a browser of their own. */
export const acting = (s: Scene, login: string, role: Role, centres: readonly number[] = [1]): Actor => ({
	...s.thach,
	id: staffId(login),
	centres,
	may: new Set(rightsOf[role]),
	machine: staffId(`machine ${login}`)
});

export const khoi = (s: Scene): Actor => acting(s, 'khoi', 'administrator');

/** One more of the cast, hired by the house itself. */
export async function hired(s: Scene, login: string, role: Role, place = 1): Promise<Actor> {
	await hire(s.base, NOW, { login, name: 'Sấu Văn Mới', role, place, desk: null }, `mat-khau-${login}-rat-dai`);
	return acting(s, login, role, [place]);
}

/** Both factors as somebody types them from paper; the browser's token, or null where they are not let in. */
export async function enterBy(
	s: Scene,
	login: string,
	password: string,
	secret: Secret,
	minutes = 0
): Promise<string | null> {
	const first = door(s, 'access.sign-in', minutes);
	if (!(await signIn(first, { login, password, address: login })).ok) return null;
	const second = door(s, 'access.second-factor', minutes);
	const code = totpOf(secret).generate({ timestamp: second.now.getTime() });
	const { ok } = await secondFactor(second, { token: halfTokenOf(first), code });
	return ok ? fullTokenOf(second) : null;
}

/** Who sits at that browser now. */
export const atBrowser = (s: Scene, token: string, minutes = 0) =>
	staffAtDoor(s.base.db as never, rightsOf, token, s.as(s.lua, minutes).now);

/** Statements of the house itself, for what no command does. */
export const byHouse = <T>(s: Scene, work: (sql: Db) => Promise<T>): Promise<T> =>
	inScope(s.base.db, system('door', new Set()), '', work);

/** A role that the house gives at once. */
export const granted = (s: Scene, staff: string, place: number, role: Role) =>
	byHouse(
		s,
		(sql) =>
			sql`insert into staff_grant (staff_id, place_id, role, given_at) values (${staff}, ${place}, ${role}, now())`
	);

/** Takes every role of somebody, or gives them back, as no command would. */
export const roleless = (s: Scene, staff: string, without: boolean) =>
	byHouse(
		s,
		(sql) => sql`update staff_grant set taken_at = case when ${without} then now() end where staff_id = ${staff}`
	);

/** How many rows of a table still let somebody in. */
export const letsIn = async (s: Scene, table: string, ended: string, staff: string): Promise<number> =>
	(
		await byHouse(
			s,
			(sql) => sql`
				select from ${sql(table)} where staff_id = ${staff} and (${table} in ('staff_browser', 'passkey') or ${sql(ended)} is null)`
		)
	).length;
