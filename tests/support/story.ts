import type { Actor } from '#kernel/actor.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { handOver } from '#capabilities/assistance/keyboard.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { confirm } from '#capabilities/cases/confirm.server.ts';
import { judgePaper } from '#capabilities/cases/papers.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import type { Context } from '#platform/context.server.ts';
import { lookAtPaper, receive } from '#capabilities/cases/receive.server.ts';
import { unseenPapers } from '#capabilities/cases/rules-papers.ts';
import { besideCase, show } from '#capabilities/cases/case-view.server.ts';
import { device, type Scene } from './scene.ts';

/** What bác Sớm answers for two copies of her marriage extract. */
export const copyAnswers: Record<string, string> = {
	'for-self': 'yes',
	record: 'marriage',
	'registered-on': '1972',
	'registered-at': 'xã Quảng Lưu',
	copies: '2'
};

export type Sitting = { session: string; guide: Actor; screen: Actor; case: string };

const id = (): string => crypto.randomUUID();

/** Lúa sits beside bác Sớm with a procedure open. */
export async function sitDown(
	s: Scene,
	procedure: string,
	minutes = 0,
	person = s.som,
	ticket: string | null = null
): Promise<Sitting> {
	const session = id();
	await start(s.as(s.lua, minutes), { id: session, person, ticket });
	const guide: Actor = { ...s.lua, session, subject: person, authority: 'present' };
	const file = id();
	await startCase(s.as(guide, minutes), { id: file, session, procedure, byCard: true });
	return {
		session,
		guide,
		case: file,
		screen: device('second-screen', { session, subject: person, row: file, authority: 'present' })
	};
}

/** The guide has looked at every paper that the procedure asks for. */
async function seePapers(s: Scene, { guide, screen, case: file }: Sitting): Promise<void> {
	const view = await besideCase(s.as(screen), {});
	for (const paper of view?.procedure.papers ?? [])
		await judgePaper(s.as(guide), { id: id(), case: file, paper: paper.id, verdict: 'seen', reason: null });
}

/** Fills whatever the form still asks, typed by the guide, who has looked at the papers. */
export async function fill(s: Scene, sitting: Sitting, given: Record<string, string>): Promise<void> {
	const { guide, screen, case: file } = sitting;
	await seePapers(s, sitting);
	for (let round = 0; round < 40; round++) {
		const view = await besideCase(s.as(screen), {});
		const open = view?.asked.find(({ question, answer: said }) => question.required && !said);
		if (!open) return;
		const raw =
			given[open.question.id] ?? open.question.choices?.[0]?.value ?? plainAnswer[open.question.kind] ?? 'Bến Gió';
		const said = await answer(s.as(guide), { case: file, question: open.question.id, raw });
		if (said.error) throw new Error(`${open.question.id}: ${said.error}`);
	}
}

const plainAnswer: Record<string, string> = {
	date: '20/10/1972',
	number: '1',
	phone: '0900000318',
	'id-number': '097150004127',
	'person-name': 'Sương Thị Sớm',
	'yes-no': 'yes'
};

/** Chooses the way, and bác Sớm says yes on the second screen. */
export async function sayYes(s: Scene, sitting: Sitting, minutes = 5): Promise<void> {
	await chooseWay(s.as(sitting.guide, minutes), {
		case: sitting.case,
		way: 'DIRECT',
		reason: 'Bác chưa có tài khoản mức 2',
		receiver: s.mai.id
	});
	const view = await besideCase(s.as(sitting.screen, minutes), {});
	await confirm(s.as(sitting.screen, minutes), { case: sitting.case, hash: view!.hash });
}

export { handOver };

/** An officer looks at each paper that nobody has looked at, and receives the file. */
export async function seeAndReceive(as: (actor: Actor) => Context, officer: Actor, file: string): Promise<void> {
	const { procedure, papers } = await show(as(officer), { case: file });
	for (const paper of unseenPapers(procedure.papers, papers))
		await lookAtPaper(as(officer), { case: file, paper: paper.id });
	await receive(as(officer), { case: file });
}
