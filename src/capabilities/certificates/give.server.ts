import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { derive } from '#platform/keys.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import { classesSatIn, teaching, type ClassOfTopic } from '#capabilities/classes/of-topic.server.ts';
import { FRAME_VERSION } from '#capabilities/learning/frame.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { standingInAll } from '#capabilities/learning/of-topic.server.ts';
import type { ClassTold } from './answers.ts';
import { GiveCertificate, OneCertificate, TakeBack } from './inputs.ts';
import { attendedClass, readyFor, refreshFrom, type Ready, type Stands } from './rules-certificate.ts';
import { numberFrom } from './rules-number.ts';
import { standsOf } from './stands.server.ts';
import {
	findCertificate,
	findOwnName,
	insertCertificate,
	listCertificatesOf,
	takeBackRow,
	type Held
} from './sql.server.ts';

/** Who is there for it from another organisation than the trainer's. */
export const othersIn = (classes: readonly ClassOfTopic[]): string[] => [
	...new Set(
		classes.flatMap(({ trainer, assessors }) =>
			assessors.filter(({ organisation }) => organisation !== trainer.organisation).map(({ name }) => name)
		)
	)
];

/** What is missing is said, one thing at a time: who may not look on first, then what protects, then how many more. */
function refuse({ may, critical, held, needs, of }: Ready, classes: readonly ClassOfTopic[]): never {
	if (may === 'trainer') throw new Refusal('certificate-trainer');
	if (may === 'organisation') throw new Refusal('certificate-organisation', { names: othersIn(classes).join(', ') });
	if (critical.length > 0) throw new Refusal('certificate-critical', { statements: critical.join(', ') });
	throw new Refusal('certificate-few', { held: held.length, needs, of });
}

const asHeld = ({ statement, critical, level, looked }: Stands): Held => ({
	...{ statement, critical, level: level!, by: looked!.by, day: looked!.day }
});

/** For whom somebody looks on: the organisation for which a class names them, or the centre. */
const organisationOf = (staff: string, classes: readonly ClassOfTopic[]) =>
	classes.flatMap(({ assessors }) => assessors).find((one) => one.staff === staff)?.organisation ?? 'centre';

/** All classes in which somebody sat, and how they stand with everything: read once, whatever is asked of how many topics. */
export async function learnedBy(context: Context, person: string) {
	const [classes, known] = await Promise.all([classesSatIn(context, person), standingInAll(context, person)]);
	return { classes, known };
}

type Learned = Awaited<ReturnType<typeof learnedBy>>;

/** How somebody stands in a topic before whoever looks on, with the classes in which they learned it. */
export function readyIn({ actor, now }: Context, learned: Learned, topic: Topic) {
	const classes = teaching(learned.classes, topic);
	const known = learned.known.filter((one) => one.topic === topic);
	return { classes, known, ready: readyFor(known.map(standsOf), classes, actor.id, dayOf(now)) };
}

export const readyBeside = async (context: Context, person: string, topic: Topic) =>
	readyIn(context, await learnedBy(context, person), topic);

const told = ({ attended, lessons, trainer, hosts, firstDay, lastDay }: ClassOfTopic): ClassTold => ({
	...{ attended, lessons, trainer: trainer.name, organisation: trainer.organisation, hosts: [...hosts] },
	...{ from: firstDay, until: lastDay }
});

/** So many numbers are tried: of a hundred million two are hardly ever the same. */
const TRIES = 5;

async function written(context: Context, id: string, topic: Topic): Promise<string | null> {
	const { db, actor, keys, now } = context;
	const { person, session } = besideOf(context);
	const { classes, ready } = await readyBeside(context, person, topic);
	if (!ready.ready) refuse(ready, classes);
	const [run, today] = [attendedClass(classes), dayOf(now)];
	const row = {
		...{
			id,
			personId: person,
			topic,
			session,
			centreId: centreOf(actor),
			at: now,
			givenOn: today,
			frame: FRAME_VERSION
		},
		...{ assessorId: actor.id, assessorName: await findOwnName(db, actor.id) },
		...{ organisation: organisationOf(actor.id, classes), runId: run?.run ?? null, class: run && told(run) },
		...{
			levels: ready.held.map(asHeld),
			seenOn: ready.held
				.map((one) => one.looked!.day)
				.toSorted()
				.at(-1)!
		},
		refreshFrom: refreshFrom(ready.held)
	};
	for (let n = 0; n < TRIES; n++) {
		const number = numberFrom(derive(keys, 'certificate', `${id} ${n}`));
		if (await insertCertificate(db, { ...row, number })) return number;
	}
	return null;
}

/**
 * A commune confirms that somebody does the work of a topic alone: by whoever looked on, who did not teach them. Refuses with what is missing;
 * what was lost of one that stands is seen again, and not confirmed twice (`certificate-already`).
 */
export const giveCertificate = command(
	{
		name: 'certificates.give-certificate',
		byPerson: true,
		group: 'sit-beside',
		input: GiveCertificate,
		answer: v.object({ id: v.string(), number: v.string() })
	},
	async (context, { id, topic }) => {
		const { person } = besideOf(context);
		const before = await listCertificatesOf(context.db, person);
		if (before.some((one) => one.topic === topic && one.takenBackAt === null)) throw new Refusal('certificate-already');
		const number = await written(context, id, topic);
		if (number === null) throw new Refusal('certificate-already');
		return { answer: { id, number }, about: id, person, detail: { topic } };
	}
);

/** It was given wrongly, and why; its number says so from then on. Refuses what is none here, or was taken back (`certificate-unknown`). */
export const takeBackCertificate = command(
	{
		name: 'certificates.take-back',
		byPerson: true,
		group: 'lead',
		input: TakeBack,
		answer: v.object({ ok: v.literal(true) })
	},
	async ({ db, actor, now }, { certificate, why }) => {
		const found = await findCertificate(db, certificate);
		const taken = found && (await takeBackRow(db, certificate, { by: actor.id, why, at: now })).count > 0;
		if (!taken) throw new Refusal('certificate-unknown');
		return { answer: { ok: true }, about: certificate, person: found.personId };
	}
);

/** One certificate, as rows show it to whoever asks. Refuses what is none (`certificate-unknown`). */
export async function getCertificate(
	{ db }: Pick<Context, 'db'>,
	{ certificate }: v.InferOutput<typeof OneCertificate>
) {
	const found = await findCertificate(db, certificate);
	if (!found) throw new Refusal('certificate-unknown');
	return found;
}
