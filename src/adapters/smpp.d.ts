/** As much of `smpp` as is used here; it brings no types of its own. */
declare module 'smpp' {
	import type { EventEmitter } from 'node:events';

	export type Pdu = {
		command: string;
		command_status: number;
		message_id?: string;
		system_id?: string;
		password?: string;
		source_addr?: string;
		destination_addr?: string;
		data_coding?: number;
		esm_class?: number;
		registered_delivery?: number;
		receipted_message_id?: string;
		message_state?: number;
		short_message?: { message: string | Buffer };
		message_payload?: { message: string | Buffer };
		response: (options?: object) => Pdu;
	};
	type Answered = (pdu: Pdu) => void;
	export type Session = EventEmitter & {
		/** False where the line is not open. */
		send: (pdu: Pdu) => boolean;
		bind_transceiver: (options: object, answered: Answered) => boolean;
		submit_sm: (options: object, answered: Answered) => boolean;
		deliver_sm: (options: object, answered: Answered) => boolean;
		destroy: () => void;
	};
	const smpp: {
		connect: (options: object) => Session;
		createServer: (listener: (session: Session) => void) => EventEmitter & {
			listen: (port: number, host: string, ready: () => void) => unknown;
		};
	};
	export default smpp;
}
