/** Argon2 alone, out of a library of many hashes: the rest would be five times as much on a phone. */
declare module 'hash-wasm/dist/argon2.umd.min.js' {
	export { argon2id } from 'hash-wasm';
}
