import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { topics, type Topic } from '#capabilities/assistance/topics.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import type { StandsWith } from '#capabilities/learning/of-topic.server.ts';
import { CertificateShown, TopicBeside } from './answers.ts';
import { learnedBy, othersIn, readyIn } from './give.server.ts';
import { mayAssess } from './rules-certificate.ts';
import { shownCertificate } from './stands.server.ts';
import { listOpenRechecks } from './sql-draw.server.ts';
import { listCertificatesOf, type CertificateRow } from './sql.server.ts';

/** The second sentence of a statement: what they say that they do alone. */
const sentences = (known: readonly StandsWith[], ids: readonly string[]) =>
	known.filter(({ id }) => ids.includes(id)).map(({ id, levels }) => ({ id, says: levels[1] }));

type Before = {
	rows: readonly CertificateRow[];
	drawn: readonly { certificateId: string }[];
	learned: Awaited<ReturnType<typeof learnedBy>>;
};

function topicBeside(context: Context, topic: Topic, { rows, drawn, learned }: Before): TopicBeside {
	const { classes, known, ready } = readyIn(context, learned, topic);
	const holds = rows.find((one) => one.topic === topic && one.takenBackAt === null);
	const waits = drawn.some(({ certificateId }) => certificateId === holds?.id);
	const own = holds?.assessorId === context.actor.id;
	return {
		topic,
		certificate: holds ? shownCertificate(holds, dayOf(context.now)) : null,
		may: ready.may,
		assessors: othersIn(classes),
		critical: sentences(known, ready.critical),
		others: sentences(known, ready.others),
		...{ held: ready.held.length, needs: ready.needs, of: ready.of, ready: ready.ready && !holds },
		again: waits && !own && mayAssess(context.actor.id, classes) === null
	};
}

/** What the person beside holds of each topic, or what is missing before it is confirmed. */
export const certificatesBeside = query(
	{
		name: 'certificates.beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.array(TopicBeside),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context) => {
		const { person } = besideOf(context);
		const rows = await listCertificatesOf(context.db, person);
		const drawn = await listOpenRechecks(
			context.db,
			rows.map(({ id }) => id)
		);
		const learned = await learnedBy(context, person);
		return topics.map((topic) => topicBeside(context, topic, { rows, drawn, learned }));
	}
);

/** Their own. */
export const myCertificates = query(
	{
		name: 'certificates.mine',
		group: 'own-page',
		input: Nothing,
		answer: v.array(CertificateShown),
		look: 'the person’s own page'
	},
	async (context) => {
		const rows = await listCertificatesOf(context.db, besideOf(context).person);
		return rows.map((row) => shownCertificate(row, dayOf(context.now)));
	}
);
