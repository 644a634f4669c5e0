import { clip } from '#design/clips.ts';
import { callClips } from '#capabilities/counter/rules-spoken.ts';

type Called = { number: number; desk: string };

/** Plays one recording to its end. */
const play = (player: HTMLAudioElement, address: string): Promise<void> =>
	new Promise((done, failed) => {
		player.onended = () => done();
		player.onerror = () => failed(new Error('clip'));
		player.src = address;
		player.play().catch(failed);
	});

/**
 * The spoken call, put together from clips in order. Browsers let a page speak only after a person pressed something on
 * it, so it starts mute and says so; `none` means that the recordings are missing.
 */
export function speaker() {
	let state = $state<'mute' | 'on' | 'none'>('mute');
	let player: HTMLAudioElement | undefined;
	let queue: Promise<void> = Promise.resolve();

	const speak = async (names: readonly string[]): Promise<void> => {
		const addresses = names.map((name) => clip(name));
		if (addresses.some((address) => address === null)) return void (state = 'none');
		player ??= new Audio();
		try {
			for (const address of addresses) await play(player, address!);
		} catch {
			state = 'mute';
		}
	};

	return {
		get state() {
			return state;
		},
		turnOn: (): void => {
			state = 'on';
			queue = speak(['moi-so']);
		},
		say: ({ number, desk }: Called): void => {
			if (state === 'on') queue = queue.then(() => speak(callClips(number, desk)));
		}
	};
}
