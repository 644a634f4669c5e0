import type { Db } from '#platform/db.server.ts';
import type { Says } from '#platform/telling.server.ts';
import type { Channel, State, TrySaid, Locale } from './answers.ts';

export type NoticeRow = {
	id: string;
	centreId: number;
	personId: string;
	ofId: string;
	fact: string;
	topic: string;
	about: string;
	factAt: Date;
	says: Says;
	must: boolean;
	waits: boolean;
	until: Date | null;
	/** As a text to their telephone, whatever way they chose; to the one that stood before this change of their record. */
	byText: boolean;
	beforeChange: string | null;
	/** In this language, whatever they chose since. */
	locale: Locale | null;
	state: State;
	why: string | null;
	mark: 0 | 1 | 2 | 3;
	dueAt: Date | null;
	ownerId: string | null;
	madeAt: Date;
};

export type TryRow = {
	id: string;
	noticeId: string;
	personId: string;
	channel: Channel;
	locale: 'vi' | 'en' | 'hi';
	words: Buffer | null;
	code: string | null;
	said: TrySaid;
	fault: string | null;
	ref: string | null;
	parts: number | null;
	again: number;
	shared: boolean;
	byStaff: string | null;
	handedAt: Date;
	saidAt: Date | null;
};

const shown = (sql: Db) =>
	sql`id, centre_id, person_id, of_id, fact, topic, about, fact_at, says, must, waits, until, by_text, before_change, locale, state, why, mark, due_at, owner_id, made_at`;
const tried = (sql: Db) =>
	sql`id, notice_id, person_id, channel, locale, words, code, said, fault, ref, parts, again, shared, by_staff, handed_at, said_at`;

type New = Pick<
	NoticeRow,
	| 'id'
	| 'state'
	| 'why'
	| 'dueAt'
	| 'personId'
	| 'ofId'
	| 'fact'
	| 'topic'
	| 'about'
	| 'factAt'
	| 'says'
	| 'must'
	| 'waits'
	| 'until'
	| 'byText'
	| 'beforeChange'
	| 'locale'
>;

export const insertNotice = (sql: Db, n: New & { centre: number; at: Date }) => sql`
	insert into notice (id, centre_id, person_id, of_id, fact, topic, about, fact_at, says, must, waits, until, by_text, before_change, locale, state, why, due_at, made_at)
	values (${n.id}, ${n.centre}, ${n.personId}, ${n.ofId}, ${n.fact}, ${n.topic}, ${n.about}, ${n.factAt}, ${sql.json(n.says)}, ${n.must}, ${n.waits}, ${n.until}, ${n.byText}, ${n.beforeChange}, ${n.locale},
		${n.state}, ${n.why}, ${n.dueAt}, ${n.at})`;

/** Facts of one topic about one thing for one person, taken in hand in one order whoever comes. */
export const lockTopic = (sql: Db, n: Pick<NoticeRow, 'about' | 'topic' | 'personId'>) => sql<NoticeRow[]>`
	select ${shown(sql)} from notice where about = ${n.about} and topic = ${n.topic} and person_id = any(same_as(${n.personId})) order by id for update`;

export const lockNotice = async (sql: Db, id: string): Promise<NoticeRow | undefined> =>
	(await sql<NoticeRow[]>`select ${shown(sql)} from notice where id = ${id} for update`)[0];

export const lockNoticeOfTry = async (sql: Db, of: string): Promise<NoticeRow | undefined> =>
	(
		await sql<NoticeRow[]>`
			select ${shown(sql)} from notice where id = (select notice_id from notice_try where id = ${of}) for update`
	)[0];

export const findNotice = async (sql: Db, id: string): Promise<NoticeRow | undefined> =>
	(await sql<NoticeRow[]>`select ${shown(sql)} from notice where id = ${id}`)[0];

type Next = { state: State; why: string | null; dueAt: Date | null; mark?: number };

/** How a word stands from now on. A mark is never taken back, in whatever order its news come. */
export const updateNotice = (sql: Db, id: string, { state, why, dueAt, mark = 0 }: Next) => sql`
	update notice set state = ${state}, why = ${why}, due_at = ${dueAt}, mark = greatest(mark, ${mark}) where id = ${id}`;

/** One word, and all that waits for the same person, taken in hand in one order: so many a day are counted by one at a time. */
export const lockWithWaiting = (sql: Db, id: string, person: string) => sql<NoticeRow[]>`
	select ${shown(sql)} from notice where id = ${id} or person_id = any(same_as(${person})) and due_at is not null order by id for update`;

export const takeNotice = (sql: Db, id: string, staff: string) => sql`
	update notice set owner_id = ${staff} where id = ${id} and state = 'asks'`;

/** Who made the change that a word tells of, for whoever would say that it was read; null for any other word. */
export const findChanger = async (sql: Db, notice: string): Promise<string | null> =>
	(await sql<{ by: string | null }[]>`select changer_of(${notice}) as by`)[0]!.by;

/** Words of a change that stood with people for want of a yes go out after all; how many. */
export const wakeChanges = async (sql: Db, person: string, at: Date): Promise<number> =>
	(await sql<{ n: number }[]>`select wake_changes(${person}, ${at}) as n`)[0]!.n;

/** No row where somebody else's word of this centre has its code already. */
export const insertTry = (
	sql: Db,
	t: Pick<TryRow, 'id' | 'noticeId' | 'personId' | 'channel' | 'locale' | 'words' | 'code' | 'said' | 'shared'> & {
		centre: number;
		askedBy: Buffer | null;
		by: string | null;
		price: number | null;
		planned: number;
		at: Date;
	}
) => sql`
	insert into notice_try (id, notice_id, person_id, centre_id, channel, locale, words, code, asked_by, said, shared, by_staff, price, planned, handed_at, said_at)
	values (${t.id}, ${t.noticeId}, ${t.personId}, ${t.centre}, ${t.channel}, ${t.locale}, ${t.words}, ${t.code}, ${t.askedBy}, ${t.said}, ${t.shared}, ${t.by}, ${t.price},
		${t.planned}, ${t.at}, ${t.said === 'handed' ? null : t.at})
	on conflict (centre_id, asked_by) do nothing`;

export const listTries = (sql: Db, notices: readonly string[]) => sql<TryRow[]>`
	select ${tried(sql)} from notice_try where notice_id = any(${sql.array([...notices])}::uuid[]) order by handed_at, id`;

export const findTry = async (sql: Db, id: string): Promise<TryRow | undefined> =>
	(await sql<TryRow[]>`select ${tried(sql)} from notice_try where id = ${id}`)[0];

/** Asked once more. Where nothing had gone it is open again whether it went; where that was open before, it stays so whatever is heard now. */
export const handAgain = (sql: Db, id: string, at: Date) => sql`
	update notice_try set again = again + 1, handed_at = ${at}, said = case said when 'unsent' then 'handed' else 'silent' end where id = ${id}`;

/** What was heard of a hand-over, where it says more than what is known already. */
export const hearTry = (
	sql: Db,
	id: string,
	h: {
		said: TrySaid;
		over: readonly TrySaid[];
		ref: string | null;
		parts: number | null;
		fault: string | null;
		at: Date;
	}
) => sql`
	update notice_try set said = ${h.said}, ref = coalesce(${h.ref}, ref), parts = coalesce(${h.parts}, parts), fault = ${h.fault}, said_at = ${h.at}
	where id = ${id} and said = any(${sql.array([...h.over])})`;

/** So many words that may be missed they were handed since an instant, by whatever carries them. */
export const countHanded = async (sql: Db, person: string, since: Date): Promise<number> =>
	(
		await sql<{ n: number }[]>`
			select count(*)::int as n from notice_try t join notice n on n.id = t.notice_id
			where t.person_id = any(same_as(${person})) and t.handed_at >= ${since} and t.channel not in ('call', 'met', 'letter') and not n.must`
	)[0]!.n;

/** What the gateway calls it and into how many it was parted, of an answer that is later than its receipt. */
export const nameTry = (sql: Db, id: string, { ref, parts }: Pick<TryRow, 'ref' | 'parts'>) => sql`
	update notice_try set ref = coalesce(ref, ${ref}), parts = coalesce(parts, ${parts}) where id = ${id}`;

export const listDue = (sql: Db, at: Date, most: number) =>
	sql<{ id: string; centreId: number; personId: string }[]>`select * from due_notices(${at}, ${most})`;

export const findTryOfReceipt = async (sql: Db, channel: Channel, own: string | null, ref: string | null) =>
	(
		await sql<{ id: string; noticeId: string; centreId: number; personId: string }[]>`
			select * from try_of_receipt(${channel}, ${own}, ${ref})`
	)[0];

export type MayTell = 'yes' | 'no-yes' | 'barred' | 'gone';

/** Whether somebody may be told anything at an instant, and be sent it. */
export const findMayTell = async (sql: Db, person: string, at: Date): Promise<MayTell> =>
	(await sql<{ may: MayTell }[]>`select may_be_told(${person}, ${at}) as may`)[0]!.may;

/** The same, and whether others have their telephone too. */
export const findHearing = async (sql: Db, person: string, at: Date): Promise<{ may: MayTell; shared: boolean }> =>
	(
		await sql<{ may: MayTell; shared: boolean }[]>`
			select may_be_told(${person}, ${at}) as may, coalesce(telephone_shared(${person}), false) as shared`
	)[0]!;

/** Who somebody is today, whichever of their rows is named. */
export const findPersonNow = async (sql: Db, person: string): Promise<string> =>
	(await sql<{ id: string | null }[]>`select person_now(${person}) as id`)[0]!.id ?? person;

export const isShared = async (sql: Db, person: string): Promise<boolean> =>
	(await sql<{ shared: boolean | null }[]>`select telephone_shared(${person}) as shared`)[0]!.shared ?? false;

/** Which hand-over went out under a code: asked by a public page, which sees nothing else. */
export const findByCode = async (sql: Db, centre: number, hashes: Buffer[], since: Date): Promise<string | null> =>
	(
		await sql<{ id: string | null }[]>`
			select notice_by_code(${centre}, ${sql.array(hashes, 17)}::bytea[], ${since}) as id`
	)[0]!.id;

export const findWordsOf = async (sql: Db, id: string) =>
	(
		await sql<{ personId: string; locale: 'vi' | 'en' | 'hi'; words: Buffer; handedAt: Date }[]>`
			select * from notice_words_of(${id})`
	)[0];
