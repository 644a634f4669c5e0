import { only } from '#platform/dispatch.server.ts';
import { createInterface } from 'node:readline/promises';
import { program } from '#program/program.server.ts';
import { totpSecretOf } from '#capabilities/access/first-secrets.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import { totpOf } from '#capabilities/access/second-factor.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { matterNames } from '#capabilities/counter/rules-matters.ts';
import { foundCentre } from '#capabilities/places/found-centre.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';

// npm run admin: the first administrator, and the centre itself where there is none yet. Outside of the demo no password exists before this.

const { base, db } = program();
const lines = createInterface({ input: process.stdin, output: process.stdout });
const ask = async (question: string, fallback = ''): Promise<string> =>
	(await lines.question(fallback ? `${question} [${fallback}]: ` : `${question}: `)).trim() || fallback;

const may = only(centres, foundCentre, makeStaff, makeDesk);
const as = (centre: number): Context => ({
	...base,
	actor: system('door', may, null, [centre]),
	now: new Date(),
	request: crypto.randomUUID()
});

const HOURS = [1, 2, 3, 4, 5].flatMap((weekday) => [
	{ weekday, opens: '07:00', closes: '11:30' },
	{ weekday, opens: '13:30', closes: '17:00' }
]);

async function found(): Promise<number> {
	const [known] = await centres(as(0), {});
	if (known) return known.id;
	const code = await ask('Mã xã / commune code (5 số)', '16543');
	const name = await ask('Tên xã / commune', 'Xã Quảng Bình');
	await foundCentre(as(1), {
		province: { id: 38, name: await ask('Tỉnh / province', 'Tỉnh Thanh Hóa'), code: '38' },
		provinceId: 38,
		commune: { id: Number(code), name, code },
		centre: {
			id: 1,
			name: `Trung tâm Phục vụ hành chính công ${name.toLowerCase().startsWith('xã') ? `xã${name.slice(2)}` : name}`,
			shortName: `Trung tâm PVHCC ${name}`,
			agencyCode: await ask('Mã cơ quan / agency code', '000.00.00.H56'),
			bankBin: null,
			bankName: null,
			bankAccount: null,
			bankAccountName: null,
			alwaysOpen: false,
			headStartMin: 20,
			waitCapMin: 45,
			portalWay: 'by-hand'
		},
		openings: HOURS,
		since: '2025-07-01'
	});
	await makeDesk(as(1), {
		id: crypto.randomUUID(),
		centre: 1,
		name: 'Bàn hướng dẫn 1',
		kind: 'guide',
		skills: matterNames
	});
	await makeDesk(as(1), { id: crypto.randomUUID(), centre: 1, name: 'Quầy 1', kind: 'counter', skills: matterNames });
	return 1;
}

const place = await found();
const context = as(place);
const login = await ask('Tên đăng nhập / user name', 'quan-tri');
const input = {
	id: crypto.randomUUID(),
	login,
	name: await ask('Họ tên / full name'),
	password: await ask('Mật khẩu, ít nhất 12 ký tự / password'),
	place,
	role: 'administrator' as const
};
await makeStaff(context, input);
const secret = totpSecretOf(context);
process.stdout.write(
	`\n✓ Đã tạo quản trị «${login}». Nhập vào ứng dụng xác thực, chỉ hiện một lần:\n  ${secret.base32}\n  ${totpOf(secret).toString()}\n`
);
lines.close();
await db.end();
