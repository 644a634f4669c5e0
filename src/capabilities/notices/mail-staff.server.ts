import * as v from 'valibot';
import { centreOf, system } from '#kernel/actor.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, only, query } from '#platform/dispatch.server.ts';
import { log } from '#platform/log.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { tellKey } from '#platform/telling.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';
import type { Locale } from './answers.ts';
import { OwnMails } from './answers-texts.ts';
import { asked } from './asked.server.ts';
import { staffBind } from './binds.ts';
import { newCode } from './codes.server.ts';
import { HeardMail, OneNotice, TellMeByMail } from './inputs.ts';
import type { Carrier, Handing } from './port.ts';
import { ALL_HOURS, nextDay, nextHour, USUAL_HOURS } from './rules-hours.ts';
import {
	countMails,
	findTellsIn,
	findToMail,
	hearMail,
	insertMail,
	listDueMails,
	listOwnMails,
	lockMailsOf,
	putMailAt,
	putTellsIn,
	type ToMail
} from './sql-staff-mail.server.ts';
import { wholeWords } from './words.server.ts';

/** So many letters a day; what comes after waits for the next, and is on the page meanwhile. */
const MOST_A_DAY = 5;
/** What certainly did not go is tried again so often, so many minutes later. */
const TRIES = 5;
const AGAIN_MS = 10 * 60_000;
const SHOWN = 10;

const HANDING = 'notices.staff-mail';

/** By letters, in the language of the page, one of the staff is told of what waits for them; or by none. Refuses without a proved address (`own-reach-missing`). */
export const tellMeByMail = command(
	{
		name: 'notices.tell-me-by-mail',
		byPerson: true,
		group: 'own-account',
		input: TellMeByMail,
		answer: v.object({ wants: v.boolean() })
	},
	async ({ db, actor }, { wants, locale }) => {
		if ((await putTellsIn(db, actor.id, wants ? locale : null)).count === 0) throw new Refusal('own-reach-missing');
		return { answer: { wants }, about: null, person: null, centre: centreOf(actor), detail: { locale } };
	}
);

/** Whether one of the staff is told by letters, and which went last: whoever has one finds by its code that it was ours. */
export const ownMails = query(
	{
		name: 'notices.own-mails',
		group: 'own-account',
		input: Nothing,
		answer: OwnMails,
		look: 'names no resident'
	},
	async ({ db, actor }) => ({
		wants: (await findTellsIn(db, actor.id)) !== null,
		mails: [...(await listOwnMails(db, actor.id, SHOWN))]
	})
);

/** The words of a letter: whose it is, what kind of work waits and where it is read, and the code to ask by. */
const wordsOf = (fact: string, commune: string, code: string, locale: Locale): string => {
	const said = [findWord(tellKey(fact), {}, { locale }) ?? '', m['notices.staff-mail-where']({}, { locale })].join(' ');
	return wholeWords(said, { commune, code }, locale);
};

/** When its letter may go: now, at the next hour at which people are written to, or on the next day. */
async function mayGoAt({ db, now }: Context, centre: number, staff: string): Promise<Date> {
	const hours = (await getCentre(db, centre)).alwaysOpen ? ALL_HOURS : USUAL_HOURS;
	const many = (await countMails(db, staff, instantOf(dayOf(now)))) >= MOST_A_DAY;
	return many ? nextDay(now, hours) : nextHour(now, hours);
}

/** What whoever carries it is handed; nothing where no letter of it goes any more. */
async function handingOf(context: Context, staff: string, row: ToMail | undefined): Promise<Handing | null> {
	const { db, actor, request } = context;
	if (!row?.stands || row.sealed === null || row.locale === null || row.tries >= TRIES) return null;
	const to = (await findKey(context, staff))?.text(row.sealed, staffBind(staff, 'email'));
	if (to === undefined || to === null) return null;
	const code = newCode();
	const { communeName: commune } = await getCentre(db, centreOf(actor));
	const text = wordsOf(row.fact, commune, code, row.locale);
	return { id: request, to, text, template: { name: row.fact, blanks: { code } }, standsFor: 86_400 };
}

/** A letter to one of the staff is written down as given, where it is still wanted and its hour has come; then whoever carries it is asked. */
export const handStaffMail = command(
	{
		name: 'notices.hand-staff-mail',
		group: 'house',
		input: OneNotice,
		answer: v.object({ mail: v.nullable(v.string()) })
	},
	async (context, { notice }) => {
		const { db, actor, now, request, aside } = context;
		const [staff, centre] = [actor.row ?? '', centreOf(actor)];
		const said = (mail: string | null) => ({ answer: { mail }, about: notice, person: null });
		await lockMailsOf(db, staff);
		const row = await findToMail(db, notice, now);
		if (row && row.mailAt > now) return said(null);
		const handing = await handingOf(context, staff, row);
		const at = handing ? await mayGoAt(context, centre, staff) : null;
		if (!handing || at! > now) {
			await putMailAt(db, notice, at);
			return said(null);
		}
		await putMailAt(db, notice, null);
		await insertMail(db, { id: request, notice, centre, staff, code: handing.template.blanks.code ?? '', at: now });
		aside?.set(HANDING, handing);
		return said(request);
	}
);

/** What whoever carried it said. What certainly did not go is tried again a little later; anything else is said once. */
export const hearOfStaffMail = command(
	{
		name: 'notices.hear-of-staff-mail',
		group: 'house',
		input: HeardMail,
		answer: v.object({ news: v.boolean() })
	},
	async ({ db, now }, { mail, said, fault }) => {
		const notice = await hearMail(db, mail, said, fault);
		if (notice !== null && said === 'unsent') await putMailAt(db, notice, new Date(now.getTime() + AGAIN_MS));
		return { answer: { news: notice !== null }, about: mail, person: null, detail: { said } };
	}
);

const RIGHTS = only(handStaffMail, hearOfStaffMail);
const NAME = 'notices.mail-staff';
const MOST = 50;

type Due = { id: string; centreId: number; staffId: string };

const contextOf = (base: ChoreBase, { centreId, staffId }: Due): Context => ({
	...base,
	...{ actor: system(NAME, RIGHTS, staffId, [centreId]), now: base.clock(), request: crypto.randomUUID() }
});

/** One letter: committed as given, then whoever carries it is asked, then what they said is committed. Killed in between, it is not sent again. */
async function mailOne(base: ChoreBase, carrier: Carrier, due: Due): Promise<void> {
	const aside = new Map<string, unknown>();
	const { mail } = await handStaffMail({ ...contextOf(base, due), aside }, { notice: due.id });
	const handing = aside.get(HANDING) as Handing | undefined;
	if (mail === null || !handing) return;
	const { said, fault } = await asked(carrier, handing);
	await hearOfStaffMail(contextOf(base, due), { mail, said, fault });
}

/** Letters to staff who asked for them go out; one that fails stops no other. */
export const mailStaff = (carriers: readonly Carrier[]): Chore => ({
	name: NAME,
	everySeconds: 1,
	run: async (base) => {
		const carrier = carriers.find(({ channel }) => channel === 'email');
		if (!carrier) return;
		const due = await inScope(base.db, system(NAME, RIGHTS), '', (sql) => listDueMails(sql, base.clock(), MOST));
		for (const one of due)
			await mailOne(base, carrier, one).catch((fault: unknown) =>
				log.error({ notice: one.id, fault: fault instanceof Error ? fault.name : 'fault' }, 'a letter did not go')
			);
	}
});
