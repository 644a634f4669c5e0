import { topics, type Topic } from '#capabilities/assistance/topics.ts';

type Seen = { topic: Topic; last: Date | null };

/** Which topic of what somebody can do lies open: the one that they ask for, else that in which they were seen last, else what protects them. */
export function openTopic(skills: readonly Seen[], asked: string | null): Topic {
	const named = topics.find((one) => one === asked);
	if (named) return named;
	const seen = skills.filter((one): one is Seen & { last: Date } => one.last !== null);
	return seen.toSorted((a, b) => b.last.getTime() - a.last.getTime())[0]?.topic ?? 'self-protection';
}

/** Of each topic how many there are, and how many of them somebody does alone. */
export const topicsOf = (skills: readonly { topic: Topic; level: number | null }[]) =>
	topics.map((topic) => {
		const rows = skills.filter((one) => one.topic === topic);
		return { topic, all: rows.length, alone: rows.filter(({ level }) => (level ?? 0) >= 2).length };
	});
