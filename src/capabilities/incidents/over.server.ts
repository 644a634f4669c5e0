import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { sayWorksAgain } from '#capabilities/support/works-again.server.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';
import { held, written } from './held.server.ts';
import { HeldIncident } from './inputs.ts';
import { filesOf } from './files.server.ts';
import { endSpan, findOpen, insertSpan, listSpans, moveIncident, oneAtATime, type IncidentRow } from './sql.server.ts';
import { insertFiles } from './sql-files.server.ts';
import { listJoined, markTold } from './sql-tickets.server.ts';

const Answer = v.object({ id: v.string() });
const vi = { locale: 'vi' } as const;

/** What is said on each ticket, in the language in which staff and whoever rang speak. */
const worksAgain = ({ system }: IncidentRow): string =>
	m['incidents.works-again']({ system: findWord(`incidents.called-${system}`, {}, vi) ?? system }, vi);

/** Each joined ticket that is still seen to is told once, in one breath with the end. */
async function tellTickets(context: Context, row: IncidentRow): Promise<{ ticket: string; person: string | null }[]> {
	const tickets = await listJoined(context.db, row.id);
	const told = await sayWorksAgain(context, { tickets, system: row.system, words: worksAgain(row) });
	const meant = told.flatMap((one) => one.meant);
	await markTold(context.db, row.id, meant, context.now);
	return told.map(({ ticket, person }) => ({ ticket, person }));
}

/** What it held up is written down with its reason. What was slowed before and is late by now is late; nothing else is written anew. */
async function keepFiles(context: Context, row: IncidentRow, span: string): Promise<number> {
	const { db, now } = context;
	const files = (await filesOf(context, row, await listSpans(db, row.id))).filter(
		({ kept, reason }) => kept !== reason
	);
	if (files.length > 0) await insertFiles(db, { incident: row.id, span, centre: row.centreId, at: now, files });
	return files.length;
}

/**
 * *Đã chạy lại*: one key. Its time ends now, every ticket of it is told, and each file that it held up gets the reason in words; whose file it
 * is hears it from the house. Refuses one that is over already (`incident-over`).
 */
export const endIncident = command(
	{ name: 'incidents.end-incident', byPerson: true, group: 'loop', input: HeldIncident, answer: Answer },
	async (context, seen) => {
		const row = await held(context, seen);
		const span = row.state === 'open' ? await endSpan(context.db, row.id, context.actor.id, context.now) : null;
		if (span === null) throw new Refusal('incident-over');
		await moveIncident(context.db, row.id, 'over');
		const [tickets, files] = [await tellTickets(context, row), await keepFiles(context, row, span)];
		const detail = { system: row.system, tickets: tickets.length, told: tickets, files };
		return { ...written(row), detail };
	}
);

/** *Hỏng lại*: the same incident goes on with another span; what was told stands. Refuses one that is open (`incident-open`), or beside another of its system. */
export const reopenIncident = command(
	{ name: 'incidents.reopen-incident', byPerson: true, group: 'loop', input: HeldIncident, answer: Answer },
	async (context, seen) => {
		const row = await held(context, seen);
		const { db, actor, now } = context;
		await oneAtATime(db, row.centreId, row.system);
		if ((await findOpen(db, row.centreId, row.system)) !== null) throw new Refusal('incident-open');
		await insertSpan(db, {
			...{ id: context.request, incident: row.id, centre: row.centreId },
			...{ since: now, by: actor.id, at: now }
		});
		await moveIncident(db, row.id, 'open');
		return written(row);
	}
);
