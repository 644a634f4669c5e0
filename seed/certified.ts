import { giveCertificate } from '#capabilities/certificates/give.server.ts';
import { judgements, topicFrames } from '#capabilities/learning/frame.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { idOf, type Base } from './house.ts';
import { beside, look } from './learned.ts';

const TOPIC = 'self-protection' as const;
/** Somebody of the class on protecting oneself that Nếp taught, three weeks ago. */
const [WHO, DAYS_AGO] = [19, 20] as const;

/** What was heard of a statement: each is what it is. */
async function judged(on: (of: string) => Context, statement: string): Promise<void> {
	for (const { id, right } of judgements.filter((one) => one.id.startsWith(`${statement}-`)))
		await judgeItem(on(id), { id: idOf(`certified ${id}`), item: id, choice: right });
}

/** One certificate: all of a topic is looked on by Lúa, who did not teach it, and heard; then she gives it. */
export async function seedCertified(base: Base, now: Date): Promise<void> {
	const day = addDays(dayOf(now), -DAYS_AGO);
	const { statements } = topicFrames.find(({ topic }) => topic === TOPIC)!;
	await beside(base, instantOf(day, '09:00'), WHO, 'certified', async (on) => {
		for (const { id } of statements) {
			await look(on, { id: idOf(`certified look ${id}`), statement: id, alone: true });
			await judged(on, id);
		}
		await giveCertificate(on('give'), { id: idOf('certified'), topic: TOPIC });
	});
}
