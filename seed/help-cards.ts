import { attachFile } from '#capabilities/help-cards/file.server.ts';
import { giveCard } from '#capabilities/help-cards/decide.server.ts';
import { sayOther } from '#capabilities/help-cards/public.server.ts';
import { changeCard, draftCard } from '#capabilities/help-cards/write.server.ts';
import type { Body } from '#capabilities/help-cards/card-shape.ts';
import { anyone } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { modulesPicture } from '#platform/pictures.server.ts';
import { rightsOf } from '#program/roles.ts';
import { asOn } from './classes.ts';
import { idOf, staffId, type Base } from './house.ts';

const said = (vi: string) => ({ vi, en: null, hi: null });
const step = (picture: Body['steps'][number]['picture'], vi: string) => ({ picture, says: said(vi), voice: null });

const printer: Body = {
	...{ title: said('Máy in nhoè, phiếu không đọc được'), picture: 'paper', system: 'printer', device: 'computer' },
	steps: [
		step('dark-screen', 'Tắt máy in, chờ đếm đến hai mươi. Đừng mở nắp khi máy còn chạy.'),
		step('paper', 'Lấy giấy ra, thay tập giấy khô. Giấy ẩm thì in hay nhoè.'),
		step('ticket', 'Bật máy, in thử một phiếu. Đọc được dãy số là xong.')
	]
};
const headset: Body = {
	...{ title: said('Nghe bằng tai nghe ở quầy'), picture: 'speaker', system: 'computer', device: 'computer' },
	steps: [step('speaker', 'Cắm tai nghe vào máy. Đeo vào rồi mới bấm nghe.')]
};

/** A card of the centre that everybody has and of which somebody says that it looks otherwise, and one that is being written. */
export async function seedHelpCards(base: Base, now: Date): Promise<void> {
	const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
	const as = (minutes: number, what: string): Context => asOn(base, ago(minutes), `help card ${what}`);
	const other = as(60, 'given');
	for (const [name, body, minutes] of [
		['printer', printer, 90],
		['headset', headset, 40]
	] as const) {
		const card = idOf(`help card ${name}`);
		await draftCard(as(minutes, `${name} begun`), { id: card, from: null });
		await changeCard(as(minutes - 5, `${name} written`), { card, version: 1, ...body });
	}
	const card = idOf('help card printer');
	// Somebody brought a picture of a test print: lines that can be read.
	const lines = await modulesPicture(26, (x, y) => x > 3 && x < 22 && y > 3 && y % 4 < 2 && (x * 7 + y) % 9 > 0, 20);
	const content = lines.toString('base64');
	await attachFile(as(70, 'printer pictured'), { card, version: 2, step: 3, kind: 'picture', content });
	const mai = { ...other.actor, id: staffId('mai') };
	await giveCard({ ...other, actor: mai }, { id: idOf('help card printer given'), card, version: 3 });
	const visitor = anyone(new Set(rightsOf.public));
	await sayOther(
		{ ...as(30, 'otherwise'), actor: visitor },
		{
			...{ id: idOf('help card otherwise'), card, version: 3, step: 2, centre: 1 },
			...{ address: '203.0.113.66', browser: null }
		}
	);
}
