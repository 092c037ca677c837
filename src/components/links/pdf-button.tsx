import { Button } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'

/** Opens the printable document beside the page. */
export function PdfButton({ href }: { href: string }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      variant="default"
      leftSection={<IconFileTypePdf size={17} aria-hidden />}
    >
      PDF
    </Button>
  )
}
