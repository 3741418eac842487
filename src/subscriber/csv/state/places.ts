import { folded, foldedWords } from "../header/fold.ts";
import { meaningOf, yesOrNo } from "./sign-words.ts";

/** Headers that are also those of a part of a country, folded. */
const PLACE_OR_STATE = /^(?:state|estado|stato|etat|stan)$/;
/** Headers that are also those of any sort of contact. */
const KIND = /^(?:type|tipo|typ)$/;

/** A column beside which "state" is a part of a country. */
const BESIDE =
	/^(?:city|town|zip|zipcode|postcode|postal|postalcode|plz|ort|stadt|strasse|street|address|country|county|region|province|land|ciudad|cidade|citta|ville|cep|cap|pais|paese|miasto|kraj)$/;

/** By code and by name: the United States, Canada and Australia. */
const REGIONS = new Set(
	`al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv
	nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr
	ab bc mb nb nl ns nt nu on pe qc sk yt nsw vic qld sa tas act
	alabama alaska arizona arkansas california colorado connecticut delaware florida
	georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
	massachusetts michigan minnesota mississippi missouri montana nebraska nevada
	newhampshire newjersey newmexico newyork northcarolina northdakota ohio oklahoma
	oregon pennsylvania rhodeisland southcarolina southdakota tennessee texas utah
	vermont virginia washington westvirginia wisconsin wyoming alberta britishcolumbia
	manitoba newbrunswick novascotia ontario quebec saskatchewan newsouthwales victoria
	queensland southaustralia westernaustralia tasmania`.split(/\s+/),
);

/**
 * Whether a column that could be one of states is none by its values: `State` with
 * parts of a country, `Type` with words that no service has for a subscription.
 *
 * @param values of the first rows
 * @param header all of the first row, because "CA" beside a city is a place
 */
export function speaksOfElse(
	title: string,
	values: readonly string[],
	header: readonly string[],
): boolean {
	const name = folded(title);
	const filled = values.map((value) => value.trim()).filter(Boolean);
	const isUnknown = (value: string) =>
		meaningOf(value) === null && yesOrNo(value) === null;
	if (KIND.test(name)) return filled.length > 0 && filled.every(isUnknown);
	if (!PLACE_OR_STATE.test(name)) return false;
	const isRegion = (value: string) => REGIONS.has(folded(value));
	const isBeside = header.some((other) =>
		foldedWords(other).some((word) => BESIDE.test(word)),
	);
	// "ON" is Ontario and "NE" is Nebraska, beside a city or another region.
	const isPlace =
		isBeside || filled.some((value) => isRegion(value) && isUnknown(value));
	return (
		isPlace &&
		filled.every((value) =>
			isUnknown(value)
				? isBeside || isRegion(value)
				: /^[A-Z]{2}$/.test(value) && meaningOf(value) === null,
		)
	);
}
