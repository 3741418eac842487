/** @jsxRuntime automatic */
import { Head } from "@react-email/components";

/** The head of every letter and of the brief: the width, both colour schemes, and no automatic links. */
export function MailHead({ title, css }: { title: string; css: string }) {
	return (
		<Head>
			<meta name="viewport" content="width=device-width,initial-scale=1" />
			<meta name="color-scheme" content="light dark" />
			<meta name="supported-color-schemes" content="light dark" />
			<meta
				name="format-detection"
				content="telephone=no,date=no,address=no,email=no,url=no"
			/>
			<title>{title}</title>
			<style>{css}</style>
		</Head>
	);
}
