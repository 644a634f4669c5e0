/** As much of `http_ece` as is used here; it brings no types of its own. */
declare module 'http_ece' {
	import type { ECDH } from 'node:crypto';
	const ece: {
		decrypt: (sealed: Buffer, how: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string }) => Buffer;
	};
	export default ece;
}
