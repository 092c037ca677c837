'use client'

import { Button, type ButtonProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTemplate } from '@tabler/icons-react'
import { LazySaveDialog } from './lazy-save-dialog.tsx'
import type { TemplateContent } from './save-dialog.tsx'

interface Props {
  request: TemplateContent
  /** What the dialog suggests as the name. */
  name: string
  buttonProps?: ButtonProps
}

/** A button that keeps a request as a template. */
export function SaveTemplate({ request, name, buttonProps }: Props) {
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTemplate size={17} aria-hidden />}
        onClick={open}
        {...buttonProps}
      >
        Save as template
      </Button>
      {isOpen ? <LazySaveDialog request={request} name={name} onClose={close} /> : null}
    </>
  )
}
