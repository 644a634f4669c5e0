import { applyImport, undoImport } from '#capabilities/imports/apply.server.ts';
import { mapImport } from '#capabilities/imports/map.server.ts';
import { bringSheet } from '#capabilities/imports/begin.server.ts';
import { importShown } from '#capabilities/imports/sheets.server.ts';
import { stepImport } from '#capabilities/imports/apply.server.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Scene } from './scene.ts';

// A commune's sheet on its way into the register, as its leader and the worker walk it.

const HEADER = 'STT;Mã hộ;Họ và tên;Ngày sinh;Giới tính;Số CCCD;QH với chủ hộ;Thôn;SĐT;Diện';
export const sheetOf = (...lines: string[]): Buffer => Buffer.from(`UBND XÃ;;;\n\n${HEADER}\n${lines.join('\n')}\n`);

export async function upload(s: Scene, bytes: Buffer, minutes = 0): Promise<string> {
	const id = crypto.randomUUID();
	await bringSheet(s.as(s.thach, minutes), id, new File([new Uint8Array(bytes)], 'nhan-khau.csv'));
	return id;
}
export const work = async (s: Scene, minutes = 0): Promise<void> => {
	while (await stepImport({ ...s.base, clock: () => s.as(s.thach, minutes).now }));
};
export const show = (s: Scene, id: string) => importShown(s.as(s.thach), { import: id });
export const check = async (s: Scene, id: string): Promise<void> => {
	await work(s);
	await mapImport(s.as(s.thach), { import: id, mapping: (await show(s, id)).mapping });
	await work(s);
};
/** What the worker did last, as the journal has it. */
const done = async (s: Scene, minutes: number): Promise<unknown> => {
	await work(s, minutes);
	const [row] = await s.base
		.db`select answer from journal where command in ('imports.write', 'imports.take-back') order by id desc limit 1`;
	return row!['answer'];
};
export const apply = async (s: Scene, id: string): Promise<unknown> => {
	await applyImport(s.as(s.thach, 10), { import: id });
	return done(s, 10);
};
export const undo = async (s: Scene, id: string): Promise<unknown> => {
	await undoImport(s.as(s.thach, 20), { import: id });
	return done(s, 20);
};
/** The rows as whoever keeps the register sees them. */
export const asLeader = <T>(s: Scene, read: (sql: Db) => Promise<T>): Promise<T> =>
	inScope(s.base.db, s.thach, '', read);
export const person = (s: Scene, id: string) => asLeader(s, (db) => getPerson({ ...s.as(s.thach), db }, id));
