import './modal.css';
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/text.js';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly size?: 'md' | 'lg';
  readonly children: ReactNode;
}

/** Something that must be answered before going on; Escape leaves it. */
export function Dialog({ title, close, size = 'md', children }: DialogProps) {
  const say = useSay();
  return (
    <Modal opened onClose={close} title={title} size={size} closeButtonProps={{ 'aria-label': say('action.close') }}>
      {children}
    </Modal>
  );
}
