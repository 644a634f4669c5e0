import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { receive } from '#capabilities/cases/receive.server.ts';
import { queueForPortal, recordPortalFault } from '#capabilities/filing/file.server.ts';
import { listener, scene, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { month } from './month.server.ts';
import { monthSheet } from './month-sheet.server.ts';
import { openIncident } from './open.server.ts';
import { endIncident } from './over.server.ts';
import { showIncident } from './show.server.ts';

const open = (s: Scene, minutes: number, more: { words: string }) =>
	openIncident(s.as(s.lua, minutes), { id: crypto.randomUUID(), system: 'portal', since: null, ...more });
const end = async (s: Scene, incident: string, minutes: number) => {
	const { version } = await showIncident(s.as(s.mai, minutes), { incident });
	return endIncident(s.as(s.mai, minutes), { incident, version });
};

/** A file that stands before the portal from a minute on. */
async function standing(s: Scene, minutes: number): Promise<string> {
	const sitting = await sitDown(s, '2.000635', minutes);
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting, minutes);
	await receive(s.as(s.mai, minutes), { case: sitting.case });
	await queueForPortal(s.as(listener(['filing.queue-for-portal'], sitting.case), minutes), { case: sitting.case });
	return sitting.case;
}
const silent = (s: Scene, file: string, minutes: number) =>
	recordPortalFault(s.as(listener(['filing.record-portal-fault'], file), minutes), {
		...{ case: file, fault: 'silent', reason: null }
	});

test(
	'the workbook of a month says the same in the language of whoever takes it, and names nobody',
	scene(async (s) => {
		const { id: incident } = await open(s, 0, { words: 'Trang nộp báo lỗi.' });
		await end(s, incident, 30);
		const file = await standing(s, 31);
		await silent(s, file, 32);
		const found = await month(s.as(s.lua, 40), { month: '2026-07' });
		const [vi, hi] = await Promise.all(
			(['vi', 'hi'] as const).map(async (locale) => (await readXlsx(await monthSheet(found, locale))).sheets)
		);
		expect(vi!.map(({ name }) => name)).toEqual(['Sự cố', 'Lỗi ở Cổng']);
		expect(vi![0]!.rows[1]).toEqual(['Cổng Dịch vụ công', '2026-07-14 09:43', '2026-07-14 10:13', 30, 0, 0, 0]);
		expect(vi![1]!.rows[1]).toEqual(['2026-07-14', 'không trả lời', 1, 1]);
		expect(hi![0]!.rows[1]!.slice(3)).toEqual(vi![0]!.rows[1]!.slice(3));
		expect(JSON.stringify(vi!.map(({ rows }) => rows))).not.toMatch(/Lúa|Mai|Sớm|báo lỗi/);
	})
);
