import type { Context } from '#platform/context.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import { templateOf } from './here.server.ts';
import type { Organisation } from './rules-hosts.ts';
import { listAssessors, listSatIn } from './sql-of-topic.server.ts';

/** A class in which somebody learned something of a topic: who taught it, who is named to look on, and how often they were there. */
export type ClassOfTopic = {
	run: string;
	/** Of this topic alone; a class of all topics teaches a little of each. */
	whole: boolean;
	trainer: { staff: string; name: string; organisation: Organisation };
	assessors: readonly { staff: string; name: string; organisation: Organisation }[];
	/** Organisations that hold it together with the centre. */
	hosts: readonly Organisation[];
	lessons: number;
	attended: number;
	firstDay: string;
	lastDay: string;
};

/** A class in which somebody learned something, of which topic: null, a little of each. */
export type ClassSatIn = Omit<ClassOfTopic, 'whole'> & { topic: Topic | null };

/** The classes of one person, as whoever asks may see them: those of their own centre. */
export async function classesSatIn({ db }: Pick<Context, 'db'>, person: string): Promise<ClassSatIn[]> {
	const rows = await listSatIn(db, person);
	return Promise.all(
		rows.map(async ({ runId, template, trainerId, trainer, trainerOf, ...row }) => ({
			run: runId,
			topic: templateOf(template).topic,
			trainer: { staff: trainerId, name: trainer, organisation: trainerOf ?? 'centre' },
			assessors: (await listAssessors(db, runId)).map(({ staffId, name, organisation }) => ({
				...{ staff: staffId, name, organisation }
			})),
			...{ hosts: row.hosts, lessons: row.lessons, attended: row.attended },
			...{ firstDay: row.firstDay, lastDay: row.lastDay }
		}))
	);
}

/** Those of some classes that teach a topic. */
export const teaching = (classes: readonly ClassSatIn[], topic: Topic): ClassOfTopic[] =>
	classes.flatMap(({ topic: of, ...one }) => (of === topic || of === null ? [{ ...one, whole: of === topic }] : []));

export const classesOfTopic = async (context: Pick<Context, 'db'>, person: string, topic: Topic) =>
	teaching(await classesSatIn(context, person), topic);
