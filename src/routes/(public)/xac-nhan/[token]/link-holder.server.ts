import type { RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { rightsOf } from '#program/roles.ts';
import { findCaseOfLink } from '#capabilities/cases/find-slip.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { holderOf, newId } from '#web/door.server.ts';

const RIGHTS = new Set(rightsOf['confirm-link']);

export type Held = { id: string; hash: string; used: boolean; context: Context };

/** The case that a confirm link opens, as an actor who may see that one case and say yes to it; null when the link ran out. */
export async function linkHolder(event: RequestEvent, token: string, request = newId()): Promise<Held | null> {
	if (token.length < 20 || token.length > 100) return null;
	const found = await inScope(program().db, system('door', new Set()), '', (sql) =>
		findCaseOfLink(sql, tokenHash(token), event.locals.now)
	);
	return found && { ...found, context: holderOf(event, found.id, request, RIGHTS) };
}
