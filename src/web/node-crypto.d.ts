// Node 24 has it; the types of this version do not name it yet.
declare module 'node:crypto' {
	export function randomUUIDv7(): string;
}

export {};
