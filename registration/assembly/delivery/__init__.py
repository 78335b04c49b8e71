"""How a package leaves the office: printed, stitched and filed, or uploaded and signed.

Rule of the folder: nothing here changes a paper; it only tells, orders and copies what is
finished. Equal papers and answers give equal bytes.
"""

from registration.assembly.delivery.deliver import Delivered, deliver
from registration.assembly.delivery.occasion import Item, Occasion

__all__ = ["Delivered", "Item", "Occasion", "deliver"]
