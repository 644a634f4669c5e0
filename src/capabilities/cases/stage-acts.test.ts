import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { transaction } from '#platform/db.server.ts';
import { scene, self, type Scene } from '#tests/support/scene.ts';
import { sitDown, type Sitting } from '#tests/support/story.ts';
import { answer } from './answer.server.ts';
import { chooseWay } from './choose-way.server.ts';
import { confirm, confirmOnPaper, confirmOwn, makeConfirmLink } from './confirm.server.ts';
import { fileByHand, recordOfficialCode, tryPortal } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { addPaper } from './keep-upload.server.ts';
import { judgePaper } from './papers.server.ts';
import { handResult, receive } from './receive.server.ts';
import { allows, type Act } from './rules-stage.ts';
import type { Stage } from './answers.ts';
import { namePeople } from './three-people.server.ts';

// The table of acts is one thing, the commands are another: each is tried at each stage, and refused where the table says so.

const id = (): string => crypto.randomUUID();
const hash = '0'.repeat(64);
const at = '2026-07-14T02:40:00Z';

type Who = 'guide' | 'screen' | 'officer' | 'own';
type Try = [name: string, act: Act, who: Who, run: (context: Context, of: string, s: Scene) => Promise<unknown>];
const tries: Try[] = [
	['answer', 'answer', 'guide', (c, of) => answer(c, { case: of, question: 'copies', raw: '2' })],
	[
		'name the people',
		'answer',
		'guide',
		(c, of, s) => namePeople(c, { case: of, owner: s.som, submitter: 'helped', basis: null })
	],
	[
		'judge a paper',
		'judge-paper',
		'guide',
		(c, of) => judgePaper(c, { id: id(), case: of, paper: 'id-card', verdict: 'good', reason: null })
	],
	[
		'add a paper',
		'judge-paper',
		'guide',
		(c, of) => addPaper(c, { id: id(), case: of, paper: 'id-card', sha256: hash, bytes: 1, mime: 'image/png' })
	],
	[
		'choose the way',
		'choose-way',
		'guide',
		(c, of, s) => chooseWay(c, { case: of, way: 'DIRECT', reason: 'chưa có tài khoản', receiver: s.mai.id })
	],
	['confirm beside', 'confirm', 'screen', (c, of) => confirm(c, { case: of, hash })],
	['confirm on paper', 'confirm', 'guide', (c, of) => confirmOnPaper(c, { case: of, hash })],
	['confirm by her e-ID', 'confirm', 'own', (c, of) => confirmOwn(c, { case: of, hash })],
	['make a link', 'confirm', 'guide', (c, of) => makeConfirmLink(c, { case: of })],
	['receive', 'receive', 'officer', (c, of) => receive(c, { case: of })],
	['record the code', 'record-code', 'officer', (c, of) => recordOfficialCode(c, { case: of, code: 'không phải mã' })],
	['try the portal', 'record-code', 'officer', (c, of) => tryPortal(c, { case: of })],
	['file by hand', 'record-code', 'officer', (c, of) => fileByHand(c, { case: of })],
	['record a status', 'record-status', 'officer', (c, of) => recordStatus(c, { case: of, status: 4, outsideAt: at })],
	['hand over', 'hand-over', 'officer', (c, of) => handResult(c, { case: of, against: 'card' })]
];

const whoIs = (s: Scene, { guide, screen }: Sitting): Record<Who, Actor> => ({
	guide,
	screen,
	officer: s.mai,
	own: self(s.som)
});

const undo = Symbol('undo');

/** Whether a command was turned away because of the stage; any other refusal has passed that door. Leaves no trace. */
async function stopped(s: Scene, work: () => Promise<unknown>): Promise<boolean> {
	let met: unknown = null;
	await transaction(s.base.db, async () => {
		met = await work().catch((reason: unknown) => reason);
		throw undo;
	}).catch((reason: unknown) => {
		if (reason !== undo) throw reason;
	});
	if (met instanceof Error && !(met instanceof Refusal)) throw met;
	return met instanceof Refusal && met.code === 'case-stage';
}

test.each(['draft', 'confirmed', 'received', 'filed', 'void'] as const)(
	'at stage %s exactly what the table allows gets past the stage',
	(stage: Stage) =>
		scene(async (s) => {
			const sitting = await sitDown(s, '2.000635');
			const who = whoIs(s, sitting);
			const { count } = await s.base.db`update case_file set stage = ${stage} where id = ${sitting.case}`;
			expect(count).toBe(1);
			for (const [name, act, by, run] of tries) {
				const context = s.as(who[by], 3);
				expect([name, await stopped(s, () => run(context, sitting.case, s))]).toEqual([name, !allows(stage, act)]);
			}
		})()
);
