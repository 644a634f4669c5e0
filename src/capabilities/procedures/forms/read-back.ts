import type { Words } from '../answers.ts';
import { words } from './questions.ts';

/**
 * How an answer is read back to whoever gave it, by the id of its question: what it is called, in a word or two, and what
 * stands for a bare value (`*` for any, with `{answer}`). A question is asked in a sentence; its answer is read in another.
 */
type ReadBack = { called: Words; says?: Readonly<Record<string, Words>> };

const parents = {
	mother: words('mẹ cháu', 'mother', 'माँ'),
	father: words('cha cháu', 'father', 'पिता')
};

const ofParent = (person: keyof typeof parents): Record<string, ReadBack> => {
	const { vi, en, hi } = parents[person];
	return {
		[`${person}-name`]: { called: words(`Tên ${vi}`, `Name of the ${en}`, `${hi} का नाम`) },
		[`${person}-birth`]: { called: words(`Ngày sinh ${vi}`, `The ${en} was born`, `${hi} का जन्म`) },
		[`${person}-id-number`]: { called: words(`Số căn cước ${vi}`, `ID number of the ${en}`, `${hi} का पहचान नंबर`) },
		[`${person}-ethnicity`]: { called: words(`Dân tộc ${vi}`, `Ethnic group of the ${en}`, `${hi} का जातीय समूह`) },
		[`${person}-address`]: { called: words(`Nơi ở ${vi}`, `Home of the ${en}`, `${hi} का पता`) }
	};
};

export const readBack: Readonly<Record<string, ReadBack>> = {
	'applicant-name': { called: words('Người xin', 'Asked by', 'आवेदक') },
	'applicant-id-number': { called: words('Số căn cước', 'ID number', 'पहचान नंबर') },
	'applicant-birth': { called: words('Bác sinh', 'Born', 'जन्म') },
	'applicant-address': { called: words('Bác ở', 'Home', 'पता') },
	'applicant-phone': { called: words('Điện thoại', 'Telephone', 'फ़ोन') },
	'applicant-sex': { called: words('Nam hay nữ', 'Sex', 'लिंग') },
	'applicant-ethnicity': { called: words('Dân tộc', 'Ethnic group', 'जातीय समूह') },
	'for-self': {
		called: words('Giấy của ai', 'Whose paper', 'किसका काग़ज़'),
		says: {
			yes: words('Của chính bác', 'Your own', 'आपका अपना'),
			no: words('Của người khác', 'Somebody else’s', 'किसी और का')
		}
	},
	'owner-name': { called: words('Giấy đứng tên', 'In the name of', 'काग़ज़ पर नाम') },
	relation: { called: words('Quan hệ', 'Relation', 'संबंध') },
	record: { called: words('Xin giấy', 'Copy of', 'किसकी प्रति') },
	'registered-on': { called: words('Đăng ký', 'Registered', 'दर्ज हुआ') },
	'registered-at': { called: words('Đăng ký ở', 'Registered at', 'दर्ज स्थान') },
	copies: {
		called: words('Lấy', 'Number', 'संख्या'),
		says: {
			'1': words('1 bản', '1 copy', '1 प्रति'),
			'*': words('{answer} bản', '{answer} copies', '{answer} प्रतियाँ')
		}
	},
	receive: { called: words('Nhận kết quả', 'The result', 'परिणाम') },
	'receive-address': { called: words('Gửi đến', 'Sent to', 'भेजा जाए') },
	remarks: { called: words('Nói thêm', 'Also', 'टिप्पणी') },
	request: { called: words('Xin việc', 'Asks for', 'अनुरोध') },
	want: { called: words('Xin việc', 'Asks', 'अनुरोध') },
	'other-pension': {
		called: words('Lương hưu khác', 'Another pension', 'अन्य पेंशन'),
		says: {
			yes: words('Đang nhận', 'Received now', 'अभी मिलती है'),
			no: words('Không nhận lương hưu nào', 'None is received', 'कोई नहीं मिलती')
		}
	},
	household: {
		called: words('Diện hộ', 'Household', 'परिवार'),
		says: { none: words('Không thuộc hộ nghèo', 'Not listed as poor', 'ग़रीब सूची में नहीं') }
	},
	'paid-by': { called: words('Nhận tiền', 'Paid', 'भुगतान') },
	account: { called: words('Tài khoản', 'Account', 'खाता') },
	'child-name': { called: words('Tên cháu bé', 'Name of the child', 'बच्चे का नाम') },
	'child-birth': { called: words('Cháu sinh', 'The child was born', 'बच्चे का जन्म') },
	'child-sex': { called: words('Trai hay gái', 'Boy or girl', 'लड़का या लड़की') },
	'child-birthplace': { called: words('Cháu sinh ở', 'Born at', 'जन्म स्थान') },
	'child-ethnicity': { called: words('Dân tộc của cháu', 'Ethnic group of the child', 'बच्चे का जातीय समूह') },
	'child-home': { called: words('Quê của cháu', 'Home place of the child', 'बच्चे का पैतृक स्थान') },
	'birth-proof': { called: words('Giấy chứng sinh', 'Paper from the hospital', 'अस्पताल का काग़ज़') },
	'father-named': { called: words('Ghi tên cha', 'The father is named', 'पिता का नाम') },
	...ofParent('mother'),
	...ofParent('father')
};
