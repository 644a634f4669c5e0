import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { program } from '#program/program.server.ts';

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
