// Whoever comes to sign in finds nothing of the pages that the officer before kept on this computer.
"use strict";

PaperShelf.forget();
