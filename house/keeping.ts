import { only } from '#platform/dispatch.server.ts';
import * as v from 'valibot';
import { program } from '#program/program.server.ts';
import { keepingNames, leastDays, setHousePeriod, titleOfKeeping } from '#capabilities/data-rights/retention.server.ts';
import { periods } from '#capabilities/data-rights/requests-shown.server.ts';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { findWord } from '#words/word.ts';
import { say, Stop, tell } from './lib/say.mjs';

// npm run keeping: how long the whole house keeps what it needs no more. With a rule and a number of days it is set, for every centre.

const { base, db } = program();
const context: Context = {
	...base,
	actor: system('keeping', only(periods, setHousePeriod)),
	now: new Date(),
	request: crypto.randomUUID()
};
const names = keepingNames();
const Wanted = v.object({
	name: v.picklist(names),
	days: v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.minValue(1), v.maxValue(36_500))
});

await tell(async () => {
	const [name, days] = process.argv.slice(2);
	if (name !== undefined) {
		const wanted = v.safeParse(Wanted, { name, days });
		if (!wanted.success)
			throw new Stop(
				2,
				`Gõ: npm run keeping -- <quy tắc> <số ngày>. Quy tắc: ${names.join(', ')}; từ 1 đến 36500 ngày.`,
				`npm run keeping -- <rule> <days>. Rules: ${names.join(', ')}; 1 to 36500 days.`
			);
		const least = leastDays(wanted.output.name);
		if (wanted.output.days < least)
			throw new Stop(
				2,
				`${wanted.output.name} giữ ít nhất ${least} ngày.`,
				`${wanted.output.name} is kept for ${least} days at the least.`
			);
		await setHousePeriod(context, wanted.output);
	}
	const kept = new Map((await periods(context, {})).map((one) => [one.name, String(one.days)]));
	// What has no keeping time is kept for ever.
	say(
		...names.map(
			(one) => `${one.padEnd(24)}${(kept.get(one) ?? '–').padStart(6)}  ${findWord(titleOfKeeping(one)) ?? ''}`
		)
	);
	await db.end();
});
