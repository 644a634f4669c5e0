import type { Form } from '../form.ts';
import { applicant, choice, delivery, words, YEAR_HINT } from './questions.ts';

/** Copies and extracts of civil-status records (declaration of TT 04/2020/TT-BTP, boxes of the portal). */
export const form: Form = {
	id: '2.000635',
	version: 3,
	owner: 'owner',
	questions: [
		...applicant,
		{
			id: 'for-self',
			kind: 'yes-no',
			person: 'applicant',
			prefill: 'self',
			required: true,
			portalLabel: 'Yêu cầu cho bản thân',
			ask: words('Giấy này của chính bác phải không?', 'Is the paper about yourself?', 'क्या यह काग़ज़ आपका अपना है?')
		},
		{
			id: 'owner-name',
			kind: 'person-name',
			person: 'owner',
			prefill: 'name',
			required: true,
			when: { question: 'for-self', is: ['no'] },
			portalLabel: 'Họ, chữ đệm, tên người được đăng ký',
			ask: words('Giấy đứng tên ai?', 'Whose name is on the paper?', 'काग़ज़ पर किसका नाम है?'),
			hint: words('Viết như trong giấy cũ.', 'As on the old paper.', 'जैसा पुराने काग़ज़ पर है।')
		},
		{
			id: 'relation',
			kind: 'choice',
			required: true,
			when: { question: 'for-self', is: ['no'] },
			portalLabel: 'Quan hệ với người được cấp',
			ask: words('Người ấy là gì của bác?', 'Who is that person to you?', 'वह आपके कौन हैं?'),
			choices: [
				choice('child', 'Con', 'Con', 'My child', 'संतान'),
				choice('grandchild', 'Cháu', 'Cháu', 'My grandchild', 'पोता-पोती, नाती-नातिन'),
				choice('parent', 'Cha, mẹ', 'Cha, mẹ', 'My parent', 'माता या पिता'),
				choice(
					'other',
					'Khác (có văn bản uỷ quyền)',
					'Người khác, có giấy uỷ quyền',
					'Someone else, with authorisation',
					'कोई और, अधिकार पत्र सहित'
				)
			]
		},
		{
			id: 'record',
			kind: 'choice',
			required: true,
			portalLabel: 'Loại giấy tờ đề nghị cấp',
			ask: words('Bác cần bản sao giấy gì?', 'Which paper do you need a copy of?', 'किस काग़ज़ की प्रति चाहिए?'),
			choices: [
				choice('birth', 'Giấy khai sinh (bản sao)', 'Giấy khai sinh', 'Birth certificate', 'जन्म प्रमाणपत्र'),
				choice('marriage', 'Trích lục kết hôn (bản sao)', 'Giấy kết hôn', 'Marriage extract', 'विवाह उद्धरण'),
				choice('death', 'Trích lục khai tử (bản sao)', 'Giấy khai tử', 'Death extract', 'मृत्यु उद्धरण'),
				choice('other', 'Trích lục hộ tịch khác (bản sao)', 'Giấy khác', 'Another paper', 'अन्य काग़ज़')
			]
		},
		{
			id: 'registered-on',
			kind: 'date',
			partial: true,
			required: true,
			portalLabel: 'Năm đăng ký',
			ask: words('Việc ấy đăng ký ngày nào?', 'When was it registered?', 'यह कब दर्ज हुआ था?'),
			hint: YEAR_HINT
		},
		{
			id: 'registered-at',
			kind: 'place',
			required: true,
			portalLabel: 'Nơi đăng ký trước đây',
			ask: words('Ngày trước đăng ký ở xã nào?', 'In which commune was it registered?', 'पहले किस कम्यून में दर्ज हुआ था?'),
			hint: words('Tên xã cũ cũng được.', 'The old name of the commune is fine.', 'कम्यून का पुराना नाम भी चलेगा।')
		},
		{
			id: 'copies',
			kind: 'number',
			min: 1,
			max: 20,
			required: true,
			portalLabel: 'Số lượng bản',
			ask: words('Bác cần mấy bản?', 'How many copies do you need?', 'कितनी प्रतियाँ चाहिए?')
		},
		...delivery
	]
};
