import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing, OnePage, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { Asks, Peer } from './answers.ts';
import { besideNow } from './goal.server.ts';
import { AnswerPeer } from './inputs.ts';
import { peerTopic, saidYes } from './rules-peer.ts';
import { findThanksChoice, insertPeer, listPeerAnswers, peersAt } from './sql-thanks.server.ts';
import { walkedOf } from './stands.server.ts';

/** With which topic somebody is asked now whether they would help others. */
async function askedNow(context: Context, person: string) {
	const [walked, answers] = await Promise.all([walkedOf(context, person), listPeerAnswers(context.db, person)]);
	return peerTopic(
		walked.map(({ stands }) => stands),
		answers.map(({ at, ...said }) => ({ ...said, day: dayOf(at) })),
		dayOf(context.now)
	);
}

/** Whether somebody would help others with a topic that they master; a yes is taken back at any time. Refuses what they are not asked (`peer-not-asked`). */
export const answerPeer = command(
	{
		name: 'paths.answer-peer',
		byPerson: true,
		group: ['sit-beside', 'own-page'],
		input: AnswerPeer,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, topic, answer }) => {
		const beside = await besideNow(context);
		const answers = await listPeerAnswers(context.db, beside.person);
		const takesBack = answer === 'not-now' && saidYes(answers).includes(topic);
		if (!takesBack && (await askedNow(context, beside.person)) !== topic) throw new Refusal('peer-not-asked');
		await insertPeer(context.db, { id, topic, answer, ...beside });
		return { answer: { id }, about: id, person: beside.person, centre: beside.centre, detail: { topic, answer } };
	}
);

async function asksOf(context: Context): Promise<Asks> {
	const { person } = besideOf(context);
	const [thanks, peer, answers] = await Promise.all([
		findThanksChoice(context.db, person),
		askedNow(context, person),
		listPeerAnswers(context.db, person)
	]);
	return { thanks, peer, helps: saidYes(answers) };
}

/** What else the person beside is asked: about thanks, and about helping others. */
export const asksBeside = query(
	{
		name: 'paths.asks-beside',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: Asks,
		look: 'beside the person, in a session whose every page is a look already'
	},
	asksOf
);

/** The same for themselves. */
export const myAsks = query(
	{ name: 'paths.my-asks', group: 'own-page', input: Nothing, answer: Asks, look: 'the person’s own page' },
	asksOf
);

const PAGE = 100;

/** Who would help others, topic by topic, for whoever leads. */
export const peers = query(
	{
		name: 'paths.peers',
		byPerson: true,
		group: 'lead',
		input: OnePage,
		answer: pageWith(Peer),
		look: ({ rows }) => ({
			person: [...new Set(rows.map(({ person }) => person))],
			...{ what: 'list', purpose: 'peers', repeats: true }
		})
	},
	({ db, actor }, { page }) => pageIn<Peer>(db, peersAt(db, centreOf(actor)), page, PAGE)
);
