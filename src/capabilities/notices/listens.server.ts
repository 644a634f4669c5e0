import { system } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { only } from '#platform/dispatch.server.ts';
import type { Listener } from '#platform/listen.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import type { JournalRow } from '#platform/sql.server.ts';
import { isForStaff, rolesFor, type Tell, type Told, type ToldStaff } from '#platform/telling.server.ts';
import { ringThem } from './follow.server.ts';
import { findChoice } from './sql-choice.server.ts';
import { isRung } from './sql-rings.server.ts';
import { findMayTell, findPersonNow } from './sql.server.ts';
import { writeStaffNotices } from './staff-told.server.ts';
import { writeNotice } from './write.server.ts';

const MAY = only(writeNotice);
const TELLS_STAFF = only(writeStaffNotices);
const RINGS = only(ringThem);

/** As whoever is told: the house sees nobody else for it. */
const about = (context: Context, person: string): Context => ({
	...context,
	actor: { ...system('notices.tell', MAY, person, context.actor.centres), subject: person }
});

/** Under whoever they are today: the row that they were joined into, or their own. */
const personNow = (context: Context, person: string): Promise<string> =>
	lookAs(about(context, person), ({ db }) => findPersonNow(db, person));

type Named = Told & { to: string };

/** Who else is told of what is theirs: whom they named, in other words. */
const withThem = (context: Context, { to, of = to, byText }: Named): Promise<string | null> =>
	to === of && !byText
		? lookAs(about(context, to), async ({ db, now }) => (await findChoice(db, to, dayOf(now)))?.withId ?? null)
		: Promise.resolve(null);

/** Its id is of the fact and of whom it names: a word under it is that word, whatever is true of them when it is heard again. */
function writtenAlready(fault: unknown): void {
	if (!(fault instanceof Refusal) || fault.code !== 'request-used') throw fault;
}

async function write(
	context: Context,
	{ name, topic, must, waits, known }: Tell,
	row: JournalRow,
	told: Named
): Promise<void> {
	const other = await withThem(context, told);
	const of = await personNow(context, told.of ?? told.to);
	for (const named of other ? [told.to, other] : [told.to]) {
		const to = await personNow(context, named);
		const id = requestFor(`notices.${name}`, row.id, `${told.about} ${named}`);
		await writeNotice(
			{ ...about(context, to), request: id },
			{
				...{ id, fact: name, topic, to, of, about: told.about, must: must && named === told.to },
				factAt: row.at.toISOString(),
				...{ known: known === true, waits: waits === true },
				says: told.says ?? {},
				notBefore: told.notBefore?.toISOString() ?? null,
				until: told.until?.toISOString() ?? null,
				...{ byText: told.byText === true, beforeChange: told.beforeChange ?? null, locale: told.locale ?? null }
			}
		).catch(writtenAlready);
	}
}

/** What browsers follow of it: the thing; of somebody's own words only who said yes to being sent any, under whoever they are today. */
async function followedOf(context: Context, { to, about: thing }: Told): Promise<readonly string[]> {
	if (to === null) return [thing];
	const [person, may] = await lookAs(about(context, to), async ({ db, now }) => {
		const id = await findPersonNow(db, to);
		return [id, await findMayTell(db, id, now)] as const;
	});
	const things = thing === to || thing === person ? [] : [thing];
	return may === 'yes' ? [...things, person] : things;
}

/** Whoever follows it in a browser is rung. */
async function ring(context: Context, { name }: Tell, row: JournalRow, told: Told): Promise<void> {
	const ringer: Context = { ...context, actor: system('notices.ring', RINGS, null, context.actor.centres) };
	// By the fact's own time: heard again, it is the same request.
	const at = (told.notBefore ?? row.at).toISOString();
	for (const thing of await followedOf(context, told)) {
		if (!(await lookAs(ringer, ({ db }) => isRung(db, thing)))) continue;
		const request = requestFor(`notices.ring ${name}`, row.id, `${told.about} ${told.to} ${thing}`);
		await ringThem({ ...ringer, request }, { about: thing, at });
	}
}

const isNamed = (told: Told): told is Named => told.to !== null;

const there = (ids: readonly (string | null)[] = []): string[] => ids.filter((id) => id !== null);

/** Staff are told of it where it happened: those who are named, or whoever may open what it leads to. */
async function tellThere(context: Context, { name, topic }: Tell, row: JournalRow, told: ToldStaff): Promise<void> {
	const { about: thing, page = null, until = null } = told;
	const person = told.person ? await personNow(context, told.person) : null;
	const actor = system('notices.tell-staff', TELLS_STAFF, person, context.actor.centres);
	const { may, of } = 'may' in told.staff ? told.staff : { may: null, of: told.staff };
	const [roles, named] = [may && [...rolesFor(may)], of ? there(of) : null];
	await writeStaffNotices(
		{ ...context, actor: { ...actor, subject: person }, request: requestFor(`notices.${name}`, row.id, thing) },
		{
			...{ fact: name, topic, about: thing, page, person, roles, named, but: there(told.but) },
			...{ factAt: row.at.toISOString(), until: until?.toISOString() ?? null }
		}
	).catch(writtenAlready);
}

/** What a command did becomes a word for each whom a room tells of it. One listener hears it, however many facts it may be. */
const listenerOf = (command: string, tells: readonly Tell[]): Listener => ({
	name: `notices.${command.replace('.', '-')}`,
	hears: [command],
	may: [writeNotice.called, writeStaffNotices.called, ringThem.called],
	...(tells.every(({ rings }) => rings) ? { rings: true } : {}),
	hear: async (context, row) => {
		if (row.centreId === null) return;
		const [all, staff]: [{ tell: Tell; told: Told }[], { tell: Tell; told: ToldStaff }[]] = [[], []];
		for (const tell of tells)
			for (const told of await lookAs(context, (inner) => tell.told(inner, row)))
				if (isForStaff(told)) staff.push({ tell, told });
				else all.push({ tell, told });
		// Words first: what keeps a browser from being rung keeps nobody from being told.
		for (const { tell, told } of all) if (isNamed(told)) await write(context, tell, row, told);
		for (const { tell, told } of staff) await tellThere(context, tell, row, told);
		for (const { tell, told } of all) if (!tell.known) await ring(context, tell, row, told);
	}
});

export const noticesListens = (tells: readonly Tell[]): readonly Listener[] =>
	[...new Set(tells.flatMap(({ hears }) => hears))].map((command) =>
		listenerOf(
			command,
			tells.filter(({ hears }) => hears.includes(command))
		)
	);
