import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import { standingIn, type StandsWith } from '#capabilities/learning/of-topic.server.ts';
import type { CertificateShown } from './answers.ts';
import { refreshFrom, standingOn, type Stands } from './rules-certificate.ts';
import { followRow, listCertificatesOf, type CertificateRow } from './sql.server.ts';

export const standsOf = ({ id, critical, level, looked, last }: StandsWith): Stands => ({
	...{ statement: id, critical, level },
	looked: looked && { by: looked.by, day: dayOf(looked.at) },
	last: last && dayOf(last)
});

/** How somebody stands with each statement of a topic, in days. */
export const standsIn = async (context: Pick<Context, 'db'>, person: string, topic: Topic): Promise<Stands[]> =>
	(await standingIn(context, person, topic)).map(standsOf);

/** As a page shows it, on a day. */
export const shownCertificate = (row: CertificateRow, today: string): CertificateShown => ({
	...{ id: row.id, number: row.number, topic: row.topic, givenOn: row.givenOn, seenOn: row.seenOn },
	refreshFrom: row.refreshFrom,
	standing: standingOn({ refreshFrom: row.refreshFrom, takenBack: row.takenBackAt !== null }, today)
});

/** What a certificate rests on, as it stands now; a statement that a commune has ended since is asked of nobody. */
export const heldNow = ({ levels }: Pick<CertificateRow, 'levels'>, stands: readonly Stands[]): Stands[] =>
	stands.filter(({ statement }) => levels.some((held) => held.statement === statement));

/** Whether something that it rests on is done alone no more. */
export const isLost = (held: readonly Stands[]): boolean => held.some(({ level }) => level === null || level < 2);

/** What was seen of somebody since is written beside their certificates: when last, and from when they should practise again. */
export async function followSeen(context: Pick<Context, 'db'>, person: string): Promise<void> {
	for (const row of await listCertificatesOf(context.db, person)) {
		if (row.takenBackAt !== null) continue;
		const held = heldNow(row, await standsIn(context, person, row.topic));
		if (held.length === 0) continue;
		const looks = held.flatMap(({ looked }) => (looked ? [looked.day] : []));
		const seenOn = looks.toSorted().at(-1) ?? row.seenOn;
		await followRow(context.db, row.id, { seenOn, refreshFrom: refreshFrom(held) });
	}
}
