import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from 'otpauth';
import * as v from 'valibot';
import { program } from '#program/program.server.ts';
import { totpOf } from '#capabilities/access/second-factor.server.ts';

const DemoFile = v.object({
	staff: v.array(
		v.object({ name: v.string(), role: v.string(), login: v.string(), password: v.string(), totpSecret: v.string() })
	),
	devices: v.array(v.object({ kind: v.string(), key: v.string() }))
});

/** What the seed wrote for the demo, or null: outside of it nothing is filled in anywhere. */
export function demoFile(): v.InferOutput<typeof DemoFile> | null {
	const { settings } = program();
	if (settings.SEED !== 'demo') return null;
	try {
		return v.parse(DemoFile, JSON.parse(readFileSync(join(settings.DATA_DIR, 'demo.json'), 'utf8')));
	} catch {
		return null;
	}
}

/** The door of one of the cast, with the code that is right at this moment. */
export function demoDoor(login: string | null): { login: string; name: string; password: string; code: string } | null {
	const found = demoFile()?.staff.find((one) => one.login === login);
	if (!found) return null;
	return {
		login: found.login,
		name: found.name,
		password: found.password,
		code: totpOf(Secret.fromBase32(found.totpSecret)).generate()
	};
}
