import { checkTitle, checkWords } from '#web/check-words.ts';
import { findWord } from '#words/word.ts';
import { howItStands } from '#platform/checks.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { contextFor, program } from '#program/program.server.ts';
import { system } from '#kernel/actor.ts';

// npm run doctor: how the house stands, as the page of the administrator says it, for whoever stands at the machine. Ends by 1 when
// something is at fault.

const may = only(centres, howItStands);
const as = (centre: number) => contextFor(system('door', may, null, [centre]), crypto.randomUUID());
const signs = { well: '✓', lacking: '…', ill: '✗', off: '–', unseen: '?' } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Without a database nothing can be asked; the start says what is wrong with one that somebody else runs. */
const away = (fault: unknown): never => {
	say(`✗ Cơ sở dữ liệu không trả lời (${(fault as { code?: string }).code ?? String(fault)}): nhà có đang chạy không?`);
	say('  The database does not answer: is the house running?');
	process.exit(1);
};

const [known] = await centres(as(0), {}).catch(away);
if (!known) {
	say('… Nhà chưa có xã nào: mở trang /mo-nha, hoặc npm run admin.');
	say('  The house has no commune yet: open the page /mo-nha, or npm run admin.');
	process.exit(1);
}
const found = await howItStands(as(known.id), {});
for (const part of ['centre', 'outside', 'machine'] as const) {
	say(`\n${findWord(`platform.check-of-${part}`) ?? ''}`);
	for (const one of found.filter((each) => each.of === part))
		say(`  ${signs[one.state]} ${checkTitle(one)}: ${checkWords(one)}`);
}
await program().db.end();
process.exit(found.some(({ state }) => state === 'ill' || state === 'unseen') ? 1 : 0);
