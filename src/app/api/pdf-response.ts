import { type Letter, writeLetter } from '#src/encoding/pdf/letter/letter.ts'
import { log } from '#src/lib/log.ts'

/** Streams the letter as a PDF that browsers show and save under that name. */
export function pdfResponse(letter: Letter, name: string): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  // The bytes may be reused once they are taken.
  void writeLetter(letter, (bytes) => writer.write(Uint8Array.from(bytes)))
    .then(() => writer.close())
    .catch((error: unknown) => {
      log.warn({ err: error, document: name }, 'a document was not sent whole')
      return writer.abort(error)
    })
  return new Response(readable, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${fileName(name)}.pdf"`,
    },
  })
}

/** What a header may hold of a name that people chose. */
function fileName(name: string): string {
  return name.replace(/[^\w.-]+/g, '-')
}
