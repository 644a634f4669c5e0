import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { kindAt } from '#web/pairing.server.ts';
import { demoFile } from '#web/demo-file.server.ts';
import { cookieOf, deviceAddress, setCookie } from '#web/door.server.ts';

const YEAR = 60 * 60 * 24 * 365;

/** A door of the demo: this browser becomes one of the paired devices, whose key the seed wrote. Elsewhere there is no such door. */
function enter({ params, cookies }: RequestEvent<{ kind: string }>): never {
	if (program().settings.SEED !== 'demo') error(404, 'not-found');
	const kind = kindAt(params.kind);
	if (!kind) error(404, 'not-found');
	const device = demoFile()?.devices.find((one) => one.kind === kind);
	if (device) setCookie(cookies, cookieOf[kind], device.key, YEAR);
	redirect(303, `/${deviceAddress[kind]}`);
}

export const GET = enter;
export const POST = enter;
