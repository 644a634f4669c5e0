import { only } from '#platform/dispatch.server.ts';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { newPassword } from '#capabilities/access/inputs.ts';
import { program } from '#program/program.server.ts';
import { allAccounts, resetHere } from '#capabilities/access/at-machine.server.ts';
import type { FirstPaper } from '#capabilities/access/answers.ts';
import { isEasy } from '#capabilities/access/rules-passwords.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { firstDesks } from '#capabilities/counter/rules-matters.ts';
import { foundByRegister } from '#capabilities/places/found-by-register.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { system } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';

// npm run admin: what must work when nobody can sign in. Without a word it makes an administrator, and the centre itself where there
// is none yet; `-- list` shows every account, `-- reset LOGIN` opens one anew. Outside of the demo no password exists before this.

const { base, db } = program();
const lines = createInterface({ input: process.stdin });
const typed = lines[Symbol.asyncIterator]();
/** What is typed, line by line, so that a script may answer too; nothing takes what is offered. */
const ask = async (question: string, fallback = ''): Promise<string> => {
	process.stdout.write(fallback ? `${question} [${fallback}]: ` : `${question}: `);
	const { value, done } = await typed.next();
	if (done) stop('Hết chữ để đọc.', 'There is nothing more to read.');
	return value.trim() || fallback;
};

const may = only(centres, foundByRegister, makeStaff, makeDesk, allAccounts, resetHere);
const as = (centre: number): Context => ({
	...base,
	actor: system('door', may, null, [centre]),
	now: new Date(),
	request: crypto.randomUUID()
});

async function found(): Promise<number> {
	const [known] = await centres(as(0), {});
	if (known) return known.id;
	const commune = await ask('Mã xã, phường trong danh mục (5 số) / commune code of the public register');
	const agencyCode = await ask('Mã cơ quan, dạng 000.16.43.H56 / agency code');
	await foundByRegister(as(1), { commune, agencyCode }).catch((reason: unknown) => {
		if (reason instanceof Refusal) stop('Không có xã, phường nào mang mã này.', 'No commune has this code.');
		if (v.isValiError(reason))
			stop(
				'Mã xã có 5 số; mã cơ quan có dạng 000.16.43.H56.',
				'A commune has 5 digits; an agency code is like 000.16.43.H56.'
			);
		throw reason;
	});
	for (const desk of firstDesks) await makeDesk(as(1), { id: crypto.randomUUID(), centre: 1, ...desk });
	return 1;
}

/** What is shown once: the password, and what an authenticator takes in. */
function paper({ login, password, code }: FirstPaper): void {
	process.stdout.write(
		`\n✓ «${login}»${password ? `: mật khẩu một lần / one-time password  ${password}` : ''}\n  Nhập vào ứng dụng xác thực, chỉ hiện một lần / for the authenticator, shown once:\n  ${code.letters}\n  ${code.uri}\n`
	);
}

function stop(vi: string, en: string): never {
	process.stderr.write(`\n✗ ${vi}\n  ${en}\n`);
	process.exit(2);
}

async function askPassword(login: string): Promise<string> {
	for (;;) {
		const password = await ask('Mật khẩu, ít nhất 12 ký tự, không dễ đoán / password');
		if (v.is(newPassword, password) && !isEasy(password, login)) return password;
		process.stdout.write('  Ngắn hoặc dễ đoán quá, mời gõ lại. / Too short or easy to guess, once more.\n');
	}
}

async function make(): Promise<void> {
	const place = await found();
	const login = await ask('Tên đăng nhập / user name', 'quan-tri');
	const made = await makeStaff(as(place), {
		id: crypto.randomUUID(),
		login,
		name: await ask('Họ tên / full name'),
		password: await askPassword(login),
		place,
		role: 'administrator'
	});
	paper(made);
}

async function list(): Promise<void> {
	for (const { login, name, roles, places, closed } of await allAccounts(as(0), {}))
		process.stdout.write(
			`${login.padEnd(20)} ${name.padEnd(28)} ${closed ? 'đã đóng / closed' : `${roles.join(', ')} · ${places.join(', ')}`}\n`
		);
}

async function reset(login: string): Promise<void> {
	const done = await resetHere(as(0), { login }).catch((reason: unknown) => {
		if (reason instanceof Refusal)
			stop(`Không có tài khoản «${login}» đang mở.`, `There is no open account "${login}".`);
		throw reason;
	});
	paper(done);
}

const [what = 'make', login = ''] = process.argv.slice(2);
if (what === 'list') await list();
else if (what === 'reset' && login) await reset(login);
else if (what === 'make') await make();
else stop('Chỉ có: list, reset TÊN-ĐĂNG-NHẬP, hoặc không có gì.', 'There is only: list, reset LOGIN, or nothing.');
lines.close();
await db.end();
