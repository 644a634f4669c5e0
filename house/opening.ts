import { openingStage, openingKeyOf } from '#capabilities/access/opening.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { contextFor, program } from '#program/program.server.ts';
import { system } from '#kernel/actor.ts';
import { paths, withQuery } from '#web/paths.ts';

// Said by the start of a house that nobody administers yet: where it is opened, and by which key.

const { base, db, settings } = program();
const context = contextFor(system('door', only(openingStage)), crypto.randomUUID());
const stage = await openingStage(context, {});
if (stage !== 'open') {
	const key = openingKeyOf(base);
	process.stdout.write(
		`\n  Mở nhà: ${settings.ORIGIN}${withQuery(paths.staff.opening, { ma: key })}\n` +
			`  ${stage === 'first' ? 'Nhà chưa có người quản trị' : 'Nhà chưa có người thứ hai được đồng ý'}. Ai cầm mã này thì mở được: ${key}\n` +
			`  ${stage === 'first' ? 'Nobody administers this house yet' : 'Nobody could agree to what takes two yet'}: open the address above.\n\n`
	);
}
await db.end();
process.exit(0);
