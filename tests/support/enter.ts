import { rightsOf } from '#program/roles.ts';
import type { Secret } from 'otpauth';
import { staffAtDoor } from '#capabilities/access/door.server.ts';
import { totpSecretOf } from '#capabilities/access/first-secrets.server.ts';
import { secondFactor, totpOf } from '#capabilities/access/second-factor.server.ts';
import { fullTokenOf } from '#capabilities/access/shift.server.ts';
import { sitAtDesk } from '#capabilities/access/sessions.server.ts';
import { halfTokenOf, signIn } from '#capabilities/access/sign-in.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { deskId, idOf } from '../../seed/house.ts';
import type { Scene } from './scene.ts';

/** Nobody yet, at the door, with one right. */
export const door = ({ as }: Scene, may: string, minutes = 0): Context => as(system('door', new Set([may])), minutes);

export const passwordOf = (login: string): string => `mat-khau-${login}-rat-dai`;
export const secretOf = (s: Scene, login: string): Secret =>
	totpSecretOf({ keys: s.base.keys, request: idOf(`staff ${login}`) });

/** Signs one of the cast in with both factors, on a browser that may hold another sign-in; answers its token. */
export async function enter(s: Scene, login = 'lua', minutes = 0, held?: string): Promise<string> {
	const first = door(s, 'access.sign-in', minutes);
	await signIn(first, { login, password: passwordOf(login), address: 'a' });
	const second = door(s, 'access.second-factor', minutes);
	const code = totpOf(secretOf(s, login)).generate({ timestamp: second.now.getTime() });
	const { ok } = await secondFactor(second, { token: halfTokenOf(first), code, held });
	if (!ok) throw new Error(`${login} was not let in`);
	return fullTokenOf(second);
}

/** Signed in and sitting: the desk is manned. */
export async function sit(s: Scene, login: string, desk: string): Promise<void> {
	const found = await staffAtDoor(s.base.db as never, rightsOf, await enter(s, login), s.as(s.lua).now);
	await sitAtDesk(s.as(found!.actor), { desk: deskId(desk), session: found!.staff.sessionId });
}
