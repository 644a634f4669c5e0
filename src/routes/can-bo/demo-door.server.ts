import { Secret } from 'otpauth';
import { totpOf } from '#capabilities/access/second-factor.server.ts';
import { demoFile } from '#web/demo-file.server.ts';

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
