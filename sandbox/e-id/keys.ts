import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { openStore } from '../store.ts';

type Keys = { jwks: { keys: Record<string, unknown>[] } | null; cookieKeys: string[] };

/** The stand-in's own signing key and cookie keys, kept so that a restart does not void what it has signed. */
export function openKeys(folder: string) {
	const { state, save } = openStore<Keys>(folder, 'e-id.json', { jwks: null, cookieKeys: [] });
	if (state.jwks === null) {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const kid = `mo-phong-${randomBytes(4).toString('hex')}`;
		state.jwks = { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }] };
		state.cookieKeys = [randomBytes(32).toString('base64url')];
		save();
	}
	return { jwks: state.jwks, cookieKeys: state.cookieKeys };
}
