import { SegmentedMessage } from 'sms-segments-calculator';

/** A text as it goes over the air: letters in one piece each, in which alphabet, and in how many messages that are paid for. */
export function measured(text: string): { text: string; marked: boolean; parts: number } {
	const whole = text.normalize('NFC');
	const { encodingName, segmentsCount } = new SegmentedMessage(whole);
	return { text: whole, marked: encodingName === 'UCS-2', parts: segmentsCount };
}
