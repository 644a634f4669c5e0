import { answer } from '#capabilities/cases/answer.server.ts';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { confirmOnPaper } from '#capabilities/cases/confirm.server.ts';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { startCase } from '#capabilities/cases/start.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import type { Question } from '#capabilities/procedures/answers.ts';
import type { Actor } from '#kernel/actor.ts';
import { instantOf } from '#kernel/day.ts';
import { judgePaper } from '#capabilities/cases/papers.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { neighbours } from './cast.ts';
import { idOf, personId, staffId, type Base } from './house.ts';
import { worker } from './line.ts';

const seen = { verdict: 'good', reason: null } as const;
const PROCEDURES = ['2.000635', '1.014027', '2.000635', '1.001193'];
const verified = neighbours.filter((one) => one.number !== null);

/** A file of a past day, prepared by Lúa, received by Mai, and somewhere on its way. */
export async function pastCase(base: Base, day: string, n: number, random: () => number): Promise<void> {
	const now = instantOf(day, `${String(14 + n)}:10`);
	const neighbour = verified[Math.floor(random() * verified.length)]!;
	const person = personId(neighbour.name + String(neighbour.birth));
	const [session, file] = [idOf(`case session ${day} ${n}`), idOf(`case ${day} ${n}`)];
	const wanted = PROCEDURES[Math.floor(random() * PROCEDURES.length)]!;
	// The social pension begins at 75.
	const old = Number(day.slice(0, 4)) - Number(String(neighbour.birth).slice(0, 4)) >= 75;
	const procedure = wanted === '1.014027' && !old ? '2.000635' : wanted;
	const lua: Actor = { ...worker('lua'), machine: idOf(`case machine ${day}`) };
	const as = (actor: Actor, step: string, minutes = 0) => ({
		...base,
		actor,
		now: new Date(now.getTime() + minutes * 60_000),
		request: idOf(`${step} ${day} ${n}`)
	});
	await start(as(lua, 'case start'), { id: session, person, ticket: null });
	const inside: Actor = { ...lua, session, subject: person, authority: 'present' };
	await startCase(as(inside, 'case begin'), { id: file, session, procedure, byCard: true });
	await fill(as, inside, file);
	for (const { id } of getProcedure(procedure).papers)
		await judgePaper(as(inside, `paper ${id}`), {
			...seen,
			id: idOf(`paper ${day} ${n} ${id}`),
			case: file,
			paper: id
		});
	await chooseWay(as(inside, 'case way'), {
		case: file,
		way: 'DIRECT',
		reason: 'Bác chưa có tài khoản mức 2',
		receiver: staffId('mai')
	});
	const view = (await inSession(as(inside, 'look'), {}))!;
	await confirmOnPaper(as(inside, 'case yes', 8), { case: file, hash: view.hash });
	await end(as(inside, 'case end', 12), { session, reason: 'done' });
	await onItsWay(as, { file, day, n, reached: reachedBy(now, procedure, random()) });
}

type As = (actor: Actor, step: string, minutes?: number) => Parameters<typeof answer>[0];

async function fill(as: As, inside: Actor, file: string): Promise<void> {
	for (let round = 0; round < 40; round++) {
		const view = await inSession(as(inside, `look ${round}`), {});
		const open = view?.asked.find(({ question, answer: said }) => question.required && !said)?.question;
		if (!open) return;
		const said = await answer(as(inside, `answer ${open.id}`), {
			case: file,
			question: open.id,
			raw: sampleOf(open)
		});
		if (said.error) throw new Error(`${open.id}: ${said.error}`);
	}
}

const samples: Partial<Record<Question['kind'], string>> = {
	date: '20/10/1992',
	number: '2',
	phone: '0900000318',
	'id-number': '097150004127',
	'person-name': 'Sương Thị Sớm',
	'yes-no': 'yes',
	place: 'xã Quảng Lưu',
	'ethnic-group': 'Kinh'
};
const CHILD_BORN = '2/6/2026';

const sampleOf = (question: Question): string =>
	question.id === 'child-birth'
		? CHILD_BORN
		: (question.choices?.[0]?.value ?? samples[question.kind] ?? 'thôn Bến Gió');

const STATUSES = [2, 4, 9, 10] as const;

/** What is promised for the same day is done by now; the rest is somewhere on its way, and what is old is collected. */
function reachedBy(made: Date, procedure: string, luck: number): number {
	if (Date.now() - made.getTime() > 12 * 86_400_000) return 4;
	if (procedure !== '1.014027') return luck < 0.5 ? 3 : 4;
	return luck < 0.4 ? 1 : luck < 0.8 ? 2 : 3;
}

type Way = { file: string; day: string; n: number; reached: number };

async function onItsWay(as: As, { file, day, n, reached }: Way): Promise<void> {
	const mai = worker('mai');
	await receive(as(mai, 'case receive', 20), { case: file });
	const serial = String(1000 + Number(day.slice(8)) * 10 + n).slice(-4);
	await recordOfficialCode(as(mai, 'case code', 25), {
		case: file,
		code: `000.16.43.H56-${day.slice(2).replaceAll('-', '')}-${serial}`
	});
	for (const [step, status] of STATUSES.slice(0, reached).entries()) {
		const context = as(mai, `case status ${status}`, 60 + step * 120);
		await recordStatus(context, { case: file, status, outsideAt: context.now.toISOString() });
	}
}
