'use client'

import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

interface Props {
  value: string
  /** What is copied, such as "SHA-256". */
  what: string
  /** A button with words instead of an icon. */
  label?: string
  size?: 'xs' | 'sm'
}

export function CopyText({ value, what, label, size = 'sm' }: Props) {
  return (
    <CopyButton value={value} timeout={2_000}>
      {({ copied, copy }) => {
        const icon = copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
        if (label) {
          return (
            <Button variant="default" size={size} leftSection={icon} onClick={copy}>
              {copied ? 'Copied' : label}
            </Button>
          )
        }
        return (
          <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              onClick={copy}
              aria-label={copied ? 'Copied' : `Copy ${what}`}
            >
              {icon}
            </ActionIcon>
          </Tooltip>
        )
      }}
    </CopyButton>
  )
}
