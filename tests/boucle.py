"""Asynchronous code of a test, in a loop and a thread of its own: Playwright leaves a loop running in the main one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Reponse = TypeVar("Reponse")


def derouler(coroutine: Coroutine[object, object, Reponse]) -> Reponse:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(copy_context().run, asyncio.run, coroutine).result()
