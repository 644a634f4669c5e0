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

/** The classes of one person that teach a topic, as whoever asks may see them: those of their own centre. */
export async function classesOfTopic(
	{ db }: Pick<Context, 'db'>,
	person: string,
	topic: Topic
): Promise<ClassOfTopic[]> {
	const rows = (await listSatIn(db, person)).filter(({ template }) =>
		[topic, null].includes(templateOf(template).topic)
	);
	return Promise.all(
		rows.map(async ({ runId, template, trainerId, trainer, trainerOf, ...row }) => ({
			run: runId,
			whole: templateOf(template).topic === topic,
			trainer: { staff: trainerId, name: trainer, organisation: trainerOf ?? 'centre' },
			assessors: (await listAssessors(db, runId)).map(({ staffId, name, organisation }) => ({
				...{ staff: staffId, name, organisation }
			})),
			...{ hosts: row.hosts, lessons: row.lessons, attended: row.attended },
			...{ firstDay: row.firstDay, lastDay: row.lastDay }
		}))
	);
}
